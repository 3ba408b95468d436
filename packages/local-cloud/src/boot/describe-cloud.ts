/** Says where a running cloud is to be reached: to a person, to a script, to the playground. */

import { relative } from 'node:path';
import type { RunningCloud } from './boot.ts';
import { isJsonObject, parseJson, stringAt } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { PlaygroundCaller, PlaygroundSettings, PlaygroundTab } from '../playground/settings.ts';
import type { Cloud } from '../plugin/cloud.ts';
import { GRAPHQL_API } from '../services/appsync/handle.ts';
import { USER_POOLS } from '../services/cognito/handle.ts';
import { ADMINISTRATOR_KEY } from '../services/iam/handle.ts';
import { INBOX_URL } from '../services/ses/handle.ts';
import type { Server } from '../gateway/door/server.ts';

/**
 * Metadata of an AWS::AppSync::GraphQLApi that holds `{ tabs: [{ title, query, variables? }], callers: [{ name, sub,
 * groups? }] }`; the callers are users of its pool.
 */
const PLAYGROUND_METADATA = 'LocalCloud::Playground';

type Urls = {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly playgroundUrl: string;
  readonly apiKey: string;
};

export function playgroundSettings(cloud: Cloud): PlaygroundSettings {
  const { graphqlUrl, realtimeUrl, apiKey } = urlsOf(cloud);
  const [tabs, callers] = [tabsOf(cloud), callersOf(cloud)];
  return { title: cloud.place.stackName, graphqlUrl, realtimeUrl, apiKey, callers, tabs };
}

/** For `--json`: one line. */
export function describeCloudAsJson({ cloud, server }: RunningCloud): string {
  return `${JSON.stringify({
    ...urlsOf(cloud),
    awsEndpointUrl: cloud.place.url,
    certificateFile: server.certificate?.file,
    inboxUrl: INBOX_URL.of(cloud)(),
    pid: process.pid,
  })}\n`;
}

export function describeCloud({ cloud, server }: RunningCloud): string {
  const { graphqlUrl, realtimeUrl, playgroundUrl, apiKey } = urlsOf(cloud);
  const inboxUrl = INBOX_URL.of(cloud)();
  return `
  Playground   ${playgroundUrl}
  GraphQL      ${graphqlUrl}
  Real-time    ${realtimeUrl}
${tlsLine(server)}${apiKey && `  API key      ${apiKey}\n`}  AWS          AWS_ENDPOINT_URL=${cloud.place.url} AWS_ACCESS_KEY_ID=${ADMINISTRATOR_KEY} AWS_SECRET_ACCESS_KEY=${ADMINISTRATOR_KEY} AWS_REGION=${cloud.place.region}
${inboxUrl === undefined ? '' : `  Mails        ${inboxUrl}\n`}
${tokensOf(cloud)}${tryIt(cloud)}  Ctrl-C ends it.
`;
}

function tlsLine({ certificate }: Server): string {
  return certificate
    ? `  TLS          https:// and wss:// on the same port; NODE_EXTRA_CA_CERTS=${relative('.', certificate.file)}\n`
    : '';
}

/** A line for the shell that answers a token: for a user, for a member of each group, and one that has expired. */
function tokensOf(cloud: Cloud): string {
  const pools = USER_POOLS.of(cloud);
  if (pools.isEmpty()) return '';
  const lines = [
    ['a user', ''],
    ...pools.groups().map((group) => [`in ${group}`, `&groups=${encodeURIComponent(group)}`]),
    ['expired', '&expiresIn=-60'],
  ].map(([whose = '', query = '']) => `  ${whose.padEnd(11)}  curl -s '${cloud.place.url}/tokens?sub=alice${query}'`);
  return `  Tokens, for the header authorization:\n\n${lines.join('\n')}\n\n`;
}

function urlsOf(cloud: Cloud): Urls {
  const { url } = cloud.place;
  return {
    graphqlUrl: `${url}/graphql`,
    realtimeUrl: `${url.replace(/^http/, 'ws')}/graphql/realtime`,
    playgroundUrl: `${url}/playground/`,
    apiKey: apiKeyOf(cloud) ?? '',
  };
}

/** The key with which people and scripts use the API, if it takes any. */
export function apiKeyOf(cloud: Cloud): string | undefined {
  return GRAPHQL_API.of(cloud)()?.apiKeys[0];
}

function callersOf(cloud: Cloud): readonly PlaygroundCaller[] {
  if (USER_POOLS.of(cloud).isEmpty()) return [];
  return listIn(cloud, 'callers').map((caller) => {
    const groups = Array.isArray(caller['groups']) ? caller['groups'].map(String) : [];
    const query = new URLSearchParams({ sub: stringAt(caller, 'sub') ?? '', groups: groups.join(',') });
    return { name: stringAt(caller, 'name') ?? '', tokenUrl: `/tokens?${query.toString()}` };
  });
}

function listIn(cloud: Cloud, member: string): readonly JsonObject[] {
  const metadata = GRAPHQL_API.of(cloud)()?.metadata[PLAYGROUND_METADATA];
  const list = isJsonObject(metadata) ? metadata[member] : undefined;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function tabsOf(cloud: Cloud): readonly PlaygroundTab[] {
  return listIn(cloud, 'tabs').map((tab) => ({
    title: stringAt(tab, 'title') ?? 'Query',
    query: stringAt(tab, 'query') ?? '',
    variables:
      stringAt(tab, 'variables') ??
      (isJsonObject(tab['variables']) ? JSON.stringify(tab['variables'], null, 2) : undefined),
  }));
}

/** The first tab as a line for the shell; comments are for readers of the playground. */
function tryIt(cloud: Cloud): string {
  const { graphqlUrl, apiKey } = urlsOf(cloud);
  if (!apiKey) return '';
  const [first] = tabsOf(cloud);
  const query = (first?.query ?? '{ __typename }')
    .replace(/^\s*#.*$/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  const variables = first?.variables === undefined ? {} : parseJson(first.variables);
  const body = JSON.stringify({ query, variables }).replaceAll("'", `'\\''`);
  const curl = `curl -s ${graphqlUrl} -H 'x-api-key: ${apiKey}' -H 'content-type: application/json' -d '${body}'`;
  return `  Try it:\n\n  ${curl}\n\n`;
}
