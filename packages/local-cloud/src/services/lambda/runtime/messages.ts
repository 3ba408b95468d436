/** What an execution environment and the runtime in its worker thread tell each other. */

export type RuntimeSettings = {
  readonly codeDirectory: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly memoryMb: number;
  readonly logGroupName: string;
  readonly logStreamName: string;
};

export function isRuntimeSettings(value: unknown): value is RuntimeSettings {
  return typeof value === 'object' && value !== null && 'codeDirectory' in value && 'handler' in value;
}

export type ToRuntime = {
  readonly requestId: string;
  readonly payload: string;
  readonly functionArn: string;
  readonly traceHeader?: string | undefined;
  readonly deadline: number;
};

export type FromRuntime =
  | { readonly type: 'ready' }
  | { readonly type: 'log'; readonly text: string }
  | { readonly type: 'result'; readonly payload: string }
  /** `isFatal`: the environment ends with this error. */
  | { readonly type: 'error'; readonly payload: string; readonly isFatal: boolean };
