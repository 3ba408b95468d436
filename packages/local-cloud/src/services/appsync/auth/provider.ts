/** One authorization mode of an API. */
import type { AuthorizationRequest, Caller } from '../api.ts';
import type { AuthModeType } from '../definition.ts';

export type Provider = {
  readonly mode: AuthModeType;
  /** The issuer of the JSON web tokens, if the mode takes any. */
  readonly issuer?: string;
  readonly authorize: (request: AuthorizationRequest, credential: string) => Caller | Promise<Caller>;
};
