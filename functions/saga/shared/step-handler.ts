/** What every step's handler does around its work: check the input, log under the order's id, return the result. */
import type { Context } from 'aws-lambda';
import { BUSINESS_ERROR_NAMES } from '../../../domain/errors.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import { cleanError, describeError } from '../../shared/errors/clean-error.ts';
import { logger } from '../../shared/telemetry/logger.ts';
import { count } from '../../shared/telemetry/metrics.ts';
import { beginInvocation } from '../../shared/telemetry/observed.ts';
import { aboutOrder } from '../../shared/telemetry/order-scope.ts';
import { parseStepInput } from './step-input.ts';
import type { StepInput } from './step-input.ts';
import { isThrottling, Throttled } from '../../shared/errors/throttling.ts';

/** `waitSeconds`: how long the saga waits before it asks for the payment again. */
type StepOrder = StoredOrder & { readonly waitSeconds?: number };
type StepResult = Pick<StepOrder, 'orderId' | 'status' | 'version' | 'waitSeconds'>;

/**
 * A Lambda handler for a step, which returns the order as the step left it. Logs never hold the order itself. The state
 * machine knows a throttled service by one name, `Throttled`, whichever service it was.
 */
export function stepHandler(step: (input: StepInput, context: Context) => Promise<StepOrder>) {
  return async (event: unknown, context: Context): Promise<StepResult> => {
    beginInvocation(context);
    const input = parseInput(event);
    return aboutOrder(input, async () => {
      try {
        const { orderId, status, version, waitSeconds } = await step(input, context);
        logger.info('Step done', { status, version });
        return { orderId, status, version, ...(waitSeconds !== undefined && { waitSeconds }) };
      } catch (error) {
        log(error);
        throw isThrottling(error) ? new Throttled('A service asks for patience') : cleanError(error);
      }
    });
  };
}

function parseInput(event: unknown): StepInput {
  try {
    return parseStepInput(event);
  } catch (error) {
    log(error);
    throw error;
  }
}

function log(error: unknown): void {
  const { name, message } = describeError(error);
  if (BUSINESS_ERROR_NAMES.some((business) => business === name)) return logger.warn(message, { code: name });
  logger.error('Step failed', { error });
  count({ AttemptsFailed: 1 });
}
