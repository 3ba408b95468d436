/** One authorization mode of an API. */
import type { AuthorizationRequest, Caller } from '../api.ts';
import type { AuthModeType } from '../definition.ts';

export type Provider = {
  readonly mode: AuthModeType;
  /** Set if the mode takes JSON web tokens: whose. */
  readonly issuer?: string;
  readonly authorize: (request: AuthorizationRequest, credential: string) => Caller | Promise<Caller>;
};
