/** What one running operation carries along. */
import type { JsonObject } from '../../../kernel/json.ts';
import type { Caller, Invalidation, ResponseError } from '../api.ts';
import type { Batch } from '../data-sources/data-source.ts';
import type { FieldPlan } from './plan.ts';
import type { Path } from './path.ts';

/** Gives a field its value: from its resolver where it has one, else from its parent. May answer a promise. */
export type ResolveField = (plan: FieldPlan, source: unknown, path: Path, execution: Execution) => unknown;

export type Execution = {
  readonly caller: Caller;
  /** `ctx.request`. */
  readonly request: JsonObject;
  /** Coerced values. */
  readonly variables: JsonObject;
  readonly resolveField: ResolveField;
  /** True while an event is cut to a subscriber's selection: every value is there, no resolver runs. */
  readonly isDelivery: boolean;
  /** Entries of `errors`, in the order in which they happened. */
  readonly errors: ResponseError[];
  /** Why there is no answer at all. */
  refusal: ResponseError | undefined;
  readonly responseHeaders: { [name: string]: string };
  readonly invalidations: Invalidation[];
  /** A handler has asked to evict from the API's cache, which is always empty here. */
  hasEvicted: boolean;
  /** Calls that wait to be sent as one, by the resolver that makes them. */
  readonly batches: Map<object, Batch>;
  /** The plan by which an object of the answer was made; only for a mutation that subscriptions listen to. */
  readonly shapes: WeakMap<object, readonly FieldPlan[]> | undefined;
  /** What a subscription's resolver has set. */
  subscriptionFilter: JsonObject | undefined;
  invalidationFilter: JsonObject | undefined;
  resolversRun: number;
  /** Characters that the answer may still have; negative once it is too large. */
  room: number;
  /** Epoch milliseconds after which no handler is run any more. */
  readonly endsAt: number;
};
