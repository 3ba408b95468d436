/** Handles: what one service offers to others while resources are wired together, without an import of its state. */

import type { Cloud } from './cloud.ts';

export type Handle<Value> = {
  /** Called once for each cloud, when the service's plugin is opened. */
  provide(cloud: Cloud, value: Value): void;
  of(cloud: Cloud): Value;
};

/** `what` names the value in the error of a cloud that doesn't have it. */
export function createHandle<Value>(what: string): Handle<Value> {
  const values = new WeakMap<Cloud, { readonly value: Value }>();
  return {
    provide: (cloud, value) => void values.set(cloud, { value }),
    of: (cloud) => {
      const provided = values.get(cloud);
      if (!provided) throw new Error(`No plugin of this cloud provides ${what}.`);
      return provided.value;
    },
  };
}
