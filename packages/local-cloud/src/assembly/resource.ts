import type { JsonObject } from '../kernel/json.ts';

/** A resource of the template with its intrinsics resolved. */
export type Resource = {
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly ref: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
};
