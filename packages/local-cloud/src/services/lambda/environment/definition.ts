/** What a Lambda function is made of, and how an invocation of it ends. */

import type { Crash } from '../../../aws/call.ts';
import type { RecordMetric } from '../../../aws/metric.ts';
import type { JsonValue } from '../../../kernel/json.ts';

export type FunctionDefinition = {
  readonly name: string;
  /** Without a qualifier. */
  readonly arn: string;
  /** `$LATEST`, or the number of a published version. */
  readonly version: string;
  readonly logGroupName: string;
  /** The folder that the bundle is in. */
  readonly codeDirectory: string;
  /** `<module>.<export>`, such as `index.handler`. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: { readonly [name: string]: string };
  readonly reservedConcurrency?: number | undefined;
  readonly region: string;
  readonly accountId: string;
  /** Of the function's role. */
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
};

export type FunctionDependencies = {
  /** Where the function's SDK clients find every service. */
  readonly awsEndpointUrl: string;
  readonly log: (line: string) => void;
  /** Takes the metrics of invocations, and those that the function writes into its log. */
  readonly record?: RecordMetric;
  /** Takes each event of the function's log group. */
  readonly writeLogEvent: (logStreamName: string, message: string) => void;
};

/** What the service returns. */
export type InvocationResult = {
  readonly payload: JsonValue;
  readonly functionError?: 'Unhandled';
  /** The end of what the invocation wrote to its log, at most 4,096 characters. */
  readonly logTail: string;
};

/** How an invocation ended, with its payload as JSON. */
export type Outcome = { readonly payload: string; readonly functionError?: 'Unhandled'; readonly logTail: string };

/** An error in the form in which Lambda returns it. */
export type FunctionError = { readonly errorType: string; readonly errorMessage: string; readonly trace?: JsonValue };

/** An invocation on its way to an execution environment. */
export type Invocation = {
  readonly requestId: string;
  readonly payload: string;
  /** The ARN that was invoked, with its qualifier. */
  readonly functionArn: string;
  readonly crash: Crash | undefined;
  /** Of the call; the invocation begins a trace of its own without one. */
  readonly traceHeader: string | undefined;
};
