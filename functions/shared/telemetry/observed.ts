/** What every function does around its work, so that its logs and metrics can be relied on. */
import type { Context } from 'aws-lambda';
import { cleanError } from '../errors/clean-error.ts';
import { logger } from './logger.ts';
import { count } from './metrics.ts';

let isCold = true;

/** Puts the invocation into every line of the log, and counts the start of an execution environment. */
export function beginInvocation(context: Context): void {
  logger.addContext(context);
  if (isCold) count({ ColdStarts: 1 });
  isCold = false;
}

/** A handler that begins so. What it throws is logged, and clean by the time Lambda's runtime sees it. */
export function observed<Event, Answer>(
  handle: (event: Event, context: Context) => Answer | Promise<Answer>,
): (event: Event, context: Context) => Promise<Answer> {
  return async (event, context) => {
    beginInvocation(context);
    try {
      return await handle(event, context);
    } catch (error) {
      logger.error('The invocation failed', { error });
      throw cleanError(error);
    }
  };
}
