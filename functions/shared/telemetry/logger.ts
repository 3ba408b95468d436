/** The logger of all functions. It writes what is on its list, and of errors what `describeError` lets through. */
import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { describeError } from '../errors/clean-error.ts';
import { idsInScope } from './order-scope.ts';

/** What functions log besides a message. Everything else is left out, and its name is logged instead. */
const ALLOWED = [
  'orderId',
  'refundId',
  'correlationId',
  'version',
  'status',
  'eventType',
  'code',
  'error',
  'swept',
  'stuck',
  'parked',
  'redriven',
  'left',
  'target',
  'paymentId',
  'decision',
  'isDecided',
  'words',
];

class AllowListFormatter extends LogFormatter {
  override formatError(error: Error): LogAttributes {
    return { ...describeError(error) };
  }

  override formatAttributes(attributes: UnformattedAttributes, additional: LogAttributes): LogItem {
    const { logLevel: level, message, timestamp, serviceName: service, lambdaContext, xRayTraceId } = attributes;
    const entries = Object.entries(additional);
    const leftOut = entries.map(([name]) => name).filter((name) => !ALLOWED.includes(name));
    return new LogItem({
      attributes: {
        level,
        message,
        timestamp: this.formatTimestamp(timestamp),
        service,
        cold_start: lambdaContext?.coldStart,
        function_name: lambdaContext?.functionName,
        function_request_id: lambdaContext?.awsRequestId,
        xray_trace_id: xRayTraceId,
        ...idsInScope(),
        ...Object.fromEntries(entries.filter(([name]) => ALLOWED.includes(name))),
        ...('error' in additional ? { error: describeError(additional['error']) } : {}),
        ...(leftOut.length > 0 ? { leftOut } : {}),
      },
    });
  }
}

export const logger = new Logger({ logFormatter: new AllowListFormatter() });
