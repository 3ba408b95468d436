/** Lambda's REST protocol: invocations, and switching event source mappings on and off. */

import { isJsonObject, parseObject, stringAt } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { decodePart } from '../../gateway/http/decode-part.ts';
import type { AnonymousCall, Protocol } from '../../gateway/http/protocol.ts';

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
const ALIASES = /^\/2015-03-31\/functions\/([^/]+)\/aliases\/?([^/]*)$/;
const VERSIONS = /^\/2015-03-31\/functions\/([^/]+)\/versions$/;
const MAPPINGS = /^\/2015-03-31\/event-source-mappings\/?([^/]*)$/;

export const REST_PROTOCOL: Protocol = {
  speaks: (_request, url) => url.pathname.startsWith('/2015-03-31/'),

  read: (request, url, body) => {
    const [, functionName] = INVOCATIONS.exec(url.pathname) ?? [];
    if (functionName && request.method === 'POST') {
      const InvocationType = request.headers['x-amz-invocation-type'];
      const input: JsonObject = { FunctionName: decodePart(functionName), Payload: payloadOf(body) };
      if (typeof InvocationType === 'string') input['InvocationType'] = InvocationType;
      const LogType = request.headers['x-amz-log-type'];
      if (typeof LogType === 'string') input['LogType'] = LogType;
      const qualifier = url.searchParams.get('Qualifier');
      if (qualifier !== null) input['Qualifier'] = qualifier;
      return { service: 'lambda', operation: 'Invoke', input };
    }
    const versions = request.method === 'GET' ? readVersions(url) : undefined;
    if (versions) return versions;
    const [isMapping, uuid] = MAPPINGS.exec(url.pathname) ?? [];
    if (isMapping && uuid && request.method === 'PUT') {
      const input = { ...parseObject(body), UUID: uuid };
      return { service: 'lambda', operation: 'UpdateEventSourceMapping', input };
    }
    if (isMapping && !uuid && request.method === 'GET') {
      return { service: 'lambda', operation: 'ListEventSourceMappings', input: Object.fromEntries(url.searchParams) };
    }
    if (url.pathname.replace(/\/$/, '') === '/2015-03-31/functions' && request.method === 'GET') {
      return { service: 'lambda', operation: 'ListFunctions', input: {} };
    }
    throw new AwsError(
      'UnknownOperationException',
      `The local cloud doesn't support lambda: ${request.method} ${url.pathname}.`,
    );
  },

  write: ({ operation }, answer) => {
    const output = operation === 'Invoke' ? parseObject(answer) : undefined;
    if (!output) return { status: 200, body: answer };
    const functionError = stringAt(output, 'FunctionError');
    const executedVersion = stringAt(output, 'ExecutedVersion');
    const logResult = stringAt(output, 'LogResult');
    return {
      status: typeof output['StatusCode'] === 'number' ? output['StatusCode'] : 200,
      headers: {
        ...(executedVersion !== undefined && { 'x-amz-executed-version': executedVersion }),
        ...(functionError && { 'x-amz-function-error': functionError }),
        ...(logResult !== undefined && { 'x-amz-log-result': logResult }),
      },
      body: output['Payload'] === undefined ? '' : JSON.stringify(output['Payload']),
    };
  },

  writeError: ({ name, message, statusCode }) => ({
    status: statusCode,
    headers: { 'x-amzn-errortype': name },
    body: JSON.stringify({ Type: statusCode < 500 ? 'User' : 'Service', Message: message }),
  }),
};

function readVersions({ pathname, searchParams }: URL): AnonymousCall | undefined {
  const [, listed] = VERSIONS.exec(pathname) ?? [];
  if (listed) {
    const input = { FunctionName: decodePart(listed), ...Object.fromEntries(searchParams) };
    return { service: 'lambda', operation: 'ListVersionsByFunction', input };
  }
  const [, named, alias] = ALIASES.exec(pathname) ?? [];
  if (!named) return undefined;
  const input = { FunctionName: decodePart(named), ...Object.fromEntries(searchParams) };
  if (!alias) return { service: 'lambda', operation: 'ListAliases', input };
  return { service: 'lambda', operation: 'GetAlias', input: { ...input, Name: decodePart(alias) } };
}

function payloadOf(body: string): JsonValue {
  if (body === '') return {};
  const wrapped = parseObject(`{"payload":${body}}`);
  if (!isJsonObject(wrapped) || wrapped['payload'] === undefined) {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json.');
  }
  return wrapped['payload'];
}
