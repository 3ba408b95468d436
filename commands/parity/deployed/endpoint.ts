/** Where an API is, and what it takes to talk to it. */
import type { DeployedStack } from '../../stage/deployed-stack.ts';
import type { User } from './user.ts';

/** Keys of an IAM identity that may call every field that is open to IAM. */
export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

export type Endpoint = DeployedStack & {
  readonly realtimeUrl: string;
  readonly credentials: AwsCredentials;
  /** Undefined if nobody has lent a token. */
  readonly user: User | undefined;
};
