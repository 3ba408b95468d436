/**
 * Who may come in by any port of the local cloud. It listens on loopback, and so every page of the web that a developer
 * opens can send requests to it: what a page cannot choose is what its browser writes into `Host`, `Origin` and
 * `Sec-Fetch-Site`.
 */

import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';

export type Refusal = { readonly status: 400 | 403; readonly message: string };

/** Says why a request must not be served; undefined for one that may. */
export type FindRefusal = (request: IncomingMessage) => Refusal | undefined;

/** `allowedHosts` are the names besides loopback ones by which the local cloud is reached, in lower case, without ports. */
export function createFindRefusal(allowedHosts: readonly string[] = []): FindRefusal {
  const isAllowed = (hostName: string): boolean => isLoopback(hostName) || allowedHosts.includes(hostName);
  return (request) =>
    targetRefusal(request) ??
    hostRefusal(request, isAllowed) ??
    originRefusal(request, isAllowed) ??
    siteRefusal(request);
}

/** Whether a name always means this machine: browsers and resolvers give `localhost` and all below it to nobody else. */
function isLoopback(hostName: string): boolean {
  return (
    hostName === 'localhost' ||
    hostName.endsWith('.localhost') ||
    hostName === '[::1]' ||
    (hostName.startsWith('127.') && isIPv4(hostName))
  );
}

/** A proxy is sent whole URLs; this is none, and a URL would hide another host behind an allowed one. */
function targetRefusal({ url = '' }: IncomingMessage): Refusal | undefined {
  return url.startsWith('/')
    ? undefined
    : { status: 400, message: 'The request target must be a path that begins with "/".' };
}

/** DNS rebinding: a foreign name that points at 127.0.0.1. Its pages count as of the same origin, but say their name. */
function hostRefusal(request: IncomingMessage, isAllowed: (hostName: string) => boolean): Refusal | undefined {
  const hosts = headersNamed(request, 'host');
  const [host = ''] = hosts;
  if (hosts.length !== 1) return { status: 400, message: 'The request must have exactly one header Host.' };
  const hostName = hostNameOf(host);
  if (hostName === undefined) return { status: 400, message: `The header Host is malformed: ${quote(host)}.` };
  if (isAllowed(hostName) || isAllowed(withoutHostPrefix(request, hostName))) return undefined;
  return {
    status: 403,
    message:
      `The local cloud serves this machine only, and the request is for the host ${quote(hostName)}. ` +
      `If you reach it by that name, start it with --allow-host ${hostName}.`,
  };
}

/**
 * AWS's SDKs call TestState and StartSyncExecution at `sync-` and the host of the endpoint. Only programs may use that name:
 * a network could resolve it to a foreign page, and every browser gives a POST its Origin.
 */
function withoutHostPrefix({ method, headers }: IncomingMessage, hostName: string): string {
  const isOfProgram = method === 'POST' && headers.origin === undefined;
  return isOfProgram ? hostName.replace(/^sync-/, '') : hostName;
}

/** `null` is what files, sandboxed frames and redirected requests say, and any page can make itself one of those. */
function originRefusal(request: IncomingMessage, isAllowed: (hostName: string) => boolean): Refusal | undefined {
  const [origin, another] = headersNamed(request, 'origin');
  if (origin === undefined) return undefined;
  const hostName = another === undefined ? hostNameOfOrigin(origin) : undefined;
  if (hostName !== undefined && isAllowed(hostName)) return undefined;
  return {
    status: 403,
    message:
      `The local cloud serves pages of this machine only, and the request comes from the origin ${quote(origin)}. ` +
      'Serve the page from localhost, or start the local cloud with --allow-host and the host name of the page.',
  };
}

/** Images, scripts and frames of foreign pages have no Origin; a link that somebody follows may come from anywhere. */
function siteRefusal({ headers, method }: IncomingMessage): Refusal | undefined {
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== 'cross-site') return undefined;
  const isFollowedLink =
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (isFollowedLink) return undefined;
  return {
    status: 403,
    message: 'The local cloud serves pages of this machine only, and a page of another site has asked.',
  };
}

/** As they came: Node.js keeps only the first of several `Host`s. */
function headersNamed({ rawHeaders }: IncomingMessage, wanted: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === wanted);
}

/** RFC 9110, 7.2: a host and maybe a port. A dot at the end changes nothing about what the name means. */
function hostNameOf(host: string): string | undefined {
  const [, name] = /^(\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.exec(host) ?? [];
  return name?.toLowerCase().replace(/\.$/, '');
}

function hostNameOfOrigin(origin: string): string | undefined {
  const [, host = ''] = /^https?:\/\/([^/?#]+)$/i.exec(origin) ?? [];
  return hostNameOf(host);
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
