/** The gateway's HTTP door, which AWS SDKs and the AWS CLI reach by AWS_ENDPOINT_URL: authenticate → read → call → write. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClientLeftError } from '../door/read-body.ts';
import { AwsError } from '../../aws/error.ts';
import { UNSUPPORTED_HEADER } from '../../aws/call.ts';
import type { CallAws } from '../../aws/call.ts';
import type { Principal } from '../../aws/policy/policy.ts';
import { LostAnswer } from '../faults/lost-answer.ts';
import { isUnsupported } from '../unsupported.ts';
import { createJsonProtocol } from './json-protocol.ts';
import { readBodyAsString } from '../door/read-body-as-string.ts';
import type { Protocol, Reply } from './protocol.ts';

/** Finds who an access key belongs to. Keys are told apart, signatures are not checked: this door is on loopback. */
type FindPrincipal = (accessKeyId: string) => Principal | undefined;

export type FrontSettings = {
  readonly callAws: CallAws;
  readonly findPrincipal: FindPrincipal;
  /** The services that speak AWS JSON, by what stands before the operation in the header X-Amz-Target. */
  readonly jsonTargets: ReadonlyMap<string, string>;
  /** Every other protocol that a service speaks. */
  readonly protocols: readonly Protocol[];
  readonly log?: (line: string) => void;
};

/** Makes a handler for requests that are signed for AWS. It rejects only with `ClientLeftError`. */
export function createFront({ jsonTargets, protocols, log = () => {}, ...settings }: FrontSettings) {
  const json = createJsonProtocol(jsonTargets);
  const all = [json, ...protocols];
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { service, accessKeyId } = credentialOf(request.headers.authorization);
    // Not by a base: `//` would be taken for the beginning of a host.
    const url = new URL(`http://localhost${request.url ?? '/'}`);
    const protocol = all.find((candidate) => candidate.speaks(request, url, service)) ?? json;
    const reply = await replyTo({ request, url, accessKeyId, protocol }, { ...settings, log });
    if (!reply) return void request.socket.destroy();
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.body);
  };
}

type Incoming = {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly accessKeyId: string | undefined;
  readonly protocol: Protocol;
};

type ReplySettings = Required<Pick<FrontSettings, 'callAws' | 'findPrincipal' | 'log'>>;

/** Returns undefined if an injected fault breaks the connection. */
async function replyTo(
  { request, url, accessKeyId, protocol }: Incoming,
  { callAws, findPrincipal, log }: ReplySettings,
): Promise<Reply | undefined> {
  try {
    const principal = accessKeyId === undefined ? undefined : findPrincipal(accessKeyId);
    if (!principal) throw unknownKey(accessKeyId);
    const body = await readBodyAsString(request);
    const call = loggingUnsupported(() => protocol.read(request, url, body), `${principal.arn} called it.`, log);
    return protocol.write(call, await callAws({ ...call, ...traceOf(request), principal }));
  } catch (error) {
    if (error instanceof ClientLeftError) throw error;
    if (error instanceof LostAnswer) return undefined;
    if (isUnsupported(error)) return markUnsupported(protocol.writeError(error), error);
    if (error instanceof AwsError) return protocol.writeError(error);
    console.error(error);
    return protocol.writeError(new AwsError('InternalFailure', 'The local cloud failed; its log says why.', 500));
  }
}

function traceOf({ headers }: IncomingMessage): { readonly traceHeader?: string } {
  const { 'x-amzn-trace-id': traceHeader } = headers;
  return typeof traceHeader === 'string' ? { traceHeader } : {};
}

/** What no protocol can read never comes to the gateway, which logs the rest. */
function loggingUnsupported<T>(read: () => T, by: string, log: (line: string) => void): T {
  try {
    return read();
  } catch (error) {
    if (isUnsupported(error)) log(`${error.message} ${by}`);
    throw error;
  }
}

function markUnsupported(reply: Reply, { message }: AwsError): Reply {
  return {
    ...reply,
    headers: { ...reply.headers, [UNSUPPORTED_HEADER]: message.replace(/[^ -~]/g, '?') },
  };
}

/** Signature Version 4: `… Credential=<access key>/<date>/<region>/<service>/aws4_request, …`. */
function credentialOf(authorization = ''): { readonly accessKeyId?: string; readonly service?: string } {
  const [, accessKeyId, service] = /Credential=([^/]+)\/[^/]+\/[^/]+\/([^/]+)\/aws4_request/.exec(authorization) ?? [];
  return { ...(accessKeyId && { accessKeyId }), ...(service && { service }) };
}

function unknownKey(accessKeyId: string | undefined): AwsError {
  return accessKeyId === undefined
    ? new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403)
    : new AwsError(
        'UnrecognizedClientException',
        'The security token included in the request is invalid. Use the access key "local" with the secret "local".',
        403,
      );
}
