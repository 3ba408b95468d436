/** One way of an API to find out who calls. */
import type { AuthorizationRequest, Caller } from '../api.ts';
import type { AuthModeType } from '../definition.ts';

export type Provider = {
  readonly mode: AuthModeType;
  /** Set where it issues JSON web tokens. */
  readonly issuer?: string;
  readonly authorize: (request: AuthorizationRequest, credential: string) => Promise<Caller>;
};
