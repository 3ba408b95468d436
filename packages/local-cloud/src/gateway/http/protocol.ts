/** What a wire protocol of AWS knows: how to read a request as a call, and how to write the answer. */

import type { IncomingMessage } from 'node:http';
import type { AwsCall } from '../../aws/call.ts';
import type { AwsError } from '../../aws/error.ts';

export type AnonymousCall = Omit<AwsCall, 'principal'>;
export type Reply = { readonly status: number; readonly headers?: Record<string, string>; readonly body: string };

export type Protocol = {
  /** `service` is the one that the request is signed for. */
  speaks(request: IncomingMessage, url: URL, service: string | undefined): boolean;
  /** Throws `AwsError` for a request that is no call. */
  read(request: IncomingMessage, url: URL, body: string): AnonymousCall;
  /** `answer` is the service's JSON text. */
  write(call: AnonymousCall, answer: string): Reply;
  writeError(error: AwsError): Reply;
};
