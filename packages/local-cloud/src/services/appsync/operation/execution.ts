/** The state of one operation while it runs. */
import type { GraphQLSchema } from 'graphql';
import type { Invalidation } from '@ordersaga/appsync-js';
import type { JsonObject } from '../../../kernel/json.ts';
import type { Caller, ResponseError } from '../api.ts';
import type { Batch } from '../data-sources/contract/data-source.ts';
import type { FieldPlan } from './plan.ts';
import type { Position } from './position.ts';
import type { RequestLog } from './request-log.ts';

/** Returns a field's value, or a promise of it: from its resolver if it has one, else from its parent. */
export type ResolveField = (position: Position, source: unknown, execution: Execution) => unknown;

/** What all operations of an API run on. */
export type Engine = {
  readonly schema: GraphQLSchema;
  readonly resolveField: ResolveField;
  readonly log: RequestLog;
};

export type Execution = Engine & {
  readonly caller: Caller;
  /** `ctx.request`. */
  readonly request: JsonObject;
  /** By which the log tells requests apart. */
  readonly requestId: string;
  /** Coerced values. */
  readonly variables: JsonObject;
  /** True while an event is cut to a subscriber's selection: every value is there, no resolver runs. */
  readonly isDelivery: boolean;
  /** Entries of `errors`, in the order in which they happened. */
  readonly errors: ResponseError[];
  /** Why the response has no `data` at all. */
  refusal: ResponseError | undefined;
  readonly responseHeaders: { [name: string]: string };
  readonly invalidations: Invalidation[];
  /** A handler has asked to evict from the API's cache, which is always empty here. */
  hasEvicted: boolean;
  /** Calls that wait to be sent as one, by the resolver that makes them. */
  readonly batches: Map<object, Batch>;
  /** The plan by which an object of the response was made; only for a mutation that subscriptions listen to. */
  readonly shapes: WeakMap<object, readonly FieldPlan[]> | undefined;
  /** Set by a subscription's resolver. */
  subscriptionFilter: JsonObject | undefined;
  invalidationFilter: JsonObject | undefined;
  resolversRun: number;
  /** Characters that the response may still have; negative once it is too large. */
  room: number;
  /** Epoch milliseconds after which handlers no longer run. */
  readonly endsAt: number;
};
