/** A CloudFormation resource type, with what makes a resource of it. */

import type { ResourceTypeData } from '../assembly/resource-type.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Cloud } from './cloud.ts';

export type ResourceType<State> = ResourceTypeData & {
  /** Makes the resource, after everything that it refers to. Left out if there is nothing to make. */
  readonly create?: (resource: Resource, state: State, cloud: Cloud) => void | Promise<void>;
};
