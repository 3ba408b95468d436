/** The words of fault injection: which calls a rule is about, when it strikes, and what then happens. */

export type FaultEffect =
  /** The call fails without being served. */
  | { readonly type: 'error'; readonly name: string; readonly message: string; readonly status: number }
  /** The call fails without being served, with the exception by which the service throttles. */
  | { readonly type: 'throttle' }
  /** The call is served `ms` milliseconds later. */
  | { readonly type: 'delay'; readonly ms: number }
  /** The call is served, and its answer is lost as when the connection breaks. */
  | { readonly type: 'drop-answer' }
  /** `Invoke` of lambda: the function's environment is killed before it begins its work. */
  | { readonly type: 'crash-before' }
  /** `Invoke` of lambda: the function's environment is killed when its work is done, before it answers. */
  | { readonly type: 'crash-after' }
  /** `GetRecords` of dynamodbstreams: the records of an answer come twice. */
  | { readonly type: 'duplicate' }
  /** `BatchGetItem` and `BatchWriteItem` of dynamodb: the last key or write of each table is left undone. */
  | { readonly type: 'leave-unprocessed' };

export type FaultRule = {
  readonly service: string;
  /** `*` for any. */
  readonly operation: string;
  /** Part of the name of the function that is invoked; for lambda only. */
  readonly functionName?: string;
  /** From 0 to 1; every call where left out. */
  readonly probability?: number;
  /** The first matching call that the rule can strike, counted from 1. */
  readonly nth?: number;
  /** How often the rule strikes at most; once where `nth` is given, else without end. */
  readonly count?: number;
  readonly effect: FaultEffect;
};

export type FaultPlan = {
  /** The same seed lets each rule strike the same ones of its calls. */
  readonly seed: number;
  readonly rules: readonly FaultRule[];
};
