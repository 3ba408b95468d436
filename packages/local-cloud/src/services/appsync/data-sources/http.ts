/** HTTP: one request to the endpoint. Any response of the server is a result, with any status code. */
import { AwsV4Signer } from 'aws4fetch';
import { request as send } from 'undici';
import { UNSUPPORTED_HEADER } from '../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import type { Signing } from '../definition.ts';
import { FieldError } from '../errors.ts';
import { failed, succeeded } from './contract/data-source.ts';
import type { DataSource, DataSourceResult } from './contract/data-source.ts';
import {
  readObject,
  optional,
  readRequest,
  refuse,
  refuseOthers,
  required,
  ROOT,
  readString,
} from './contract/request-document.ts';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const;
type Method = (typeof METHODS)[number];

function isMethod(text: string): text is Method {
  return METHODS.some((method) => method === text);
}

/** Headers that a resolver cannot set (Developer Guide, "HTTP resolvers"). */
const REFUSED_HEADERS = ['host', 'connection', 'user-agent', 'expectation', 'transfer-encoding', 'content-length'];

const PARAMS = '$[params]';

type Headers = { [name: string]: string };

export function createHttpDataSource(endpoint: string, signing: Signing | undefined): DataSource {
  return async (request) => {
    const document = readRequest(request, ['method', 'resourcePath', 'params']);
    const method = readString(required(document, 'method', ROOT), '$[method]');
    if (!isMethod(method)) return refuse(`Unsupported method '${method}'.`);
    const params = optional(document, 'params', ROOT, readObject) ?? {};
    refuseOthers(params, ['query', 'headers', 'body'], PARAMS);
    const url = urlOf(endpoint, readString(required(document, 'resourcePath', ROOT), '$[resourcePath]'), params);
    const body = bodyOf(params['body']);
    const headers = headersOf(params);
    const outcome = await exchange(url, method, headers, body, signing);
    return signing ? refuseUnsupported(outcome) : outcome;
  };
}

async function sign(
  url: URL,
  method: Method,
  headers: Headers,
  body: string | null,
  signing: Signing,
): Promise<Headers> {
  const signer = new AwsV4Signer({ ...signing, url: url.href, method, headers, ...(body !== null && { body }) });
  return Object.fromEntries((await signer.sign()).headers);
}

/** An unsupported call must not look like a response of AWS, which a resolver may turn into null. */
function refuseUnsupported(outcome: DataSourceResult): DataSourceResult {
  const headers = isJsonObject(outcome.result) ? outcome.result['headers'] : undefined;
  const unsupported = isJsonObject(headers) ? headers[UNSUPPORTED_HEADER] : undefined;
  if (typeof unsupported === 'string') throw new FieldError(unsupported, 'UnsupportedOperation');
  return outcome;
}

/** Details of a failed request go to the log. AppSync's clients never see hosts, ports and classes. */
async function exchange(url: URL, method: Method, given: Headers, body: string | null, signing: Signing | undefined) {
  try {
    const headers = signing ? await sign(url, method, given, body, signing) : given;
    const response = await send(url, { method, headers, body });
    return succeeded({
      statusCode: response.statusCode,
      headers: plainHeaders(response.headers),
      body: await response.body.text(),
    });
  } catch (error) {
    console.error(`AppSync: the request of an HTTP data source to ${url.host} failed: ${reasonOf(error)}`);
    return failed('HTTP:RequestFailed', 'The request to the HTTP endpoint failed.');
  }
}

function urlOf(endpoint: string, resourcePath: string, params: JsonObject): URL {
  const address = `${endpoint.replace(/\/$/, '')}/${resourcePath.replace(/^\//, '')}`;
  const url = URL.canParse(address) ? new URL(address) : refuse(`Invalid '$[resourcePath]': ${resourcePath}`);
  for (const [name, value] of Object.entries(optional(params, 'query', PARAMS, readObject) ?? {})) {
    url.searchParams.append(name, asText(value));
  }
  // A signature takes a plus sign for the space that it means in a URL; the receiver takes it for a plus sign.
  url.search = url.search.replaceAll('+', '%20');
  return url;
}

function headersOf(params: JsonObject): Headers {
  const given = Object.entries(optional(params, 'headers', PARAMS, readObject) ?? {});
  const sendable = given.filter(([name]) => !REFUSED_HEADERS.includes(name.toLowerCase()));
  const headers = Object.fromEntries(sendable.map(([name, value]) => [name.toLowerCase(), asText(value)]));
  return params['body'] === undefined || headers['content-type'] !== undefined
    ? headers
    : { ...headers, 'content-type': 'application/json' };
}

function bodyOf(body: JsonValue | undefined): string | null {
  return body === undefined || body === null ? null : asText(body);
}

function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A header sent several times is joined by commas. */
function plainHeaders(headers: { readonly [name: string]: string | string[] | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no connection';
}
