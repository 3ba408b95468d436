import type { JsonObject } from '../kernel/json.ts';

/** A resource of the template with its intrinsics resolved. */
export type Resource = {
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  /** The value of `Ref`. */
  readonly ref: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  /** Its place in the template, from 0. */
  readonly position: number;
};

/** For lists that clients see: resources are created in another order. */
export function inTemplateOrder(resources: readonly Resource[]): readonly Resource[] {
  return resources.toSorted((one, other) => one.position - other.position);
}
