import type { Resource } from '../../../assembly/resource.ts';
import type { GraphqlApi } from '../handle.ts';

/** The resources that an API is put together from when all of them are there. */
export type Parts = {
  readonly apis: Resource[];
  readonly schemas: Resource[];
  readonly apiKeys: Resource[];
  readonly dataSources: Resource[];
  readonly functions: Resource[];
  readonly resolvers: Resource[];
  /** The API that was put together. */
  assembled: GraphqlApi | undefined;
};

export function createParts(): Parts {
  return {
    apis: [],
    schemas: [],
    apiKeys: [],
    dataSources: [],
    functions: [],
    resolvers: [],
    assembled: undefined,
  };
}
