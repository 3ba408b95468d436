/** Says where a running cloud is to be reached: to a person, to a script, to the playground. */

import { relative } from 'node:path';
import type { RunningCloud } from './boot.ts';
import type { Cloud } from './cloud.ts';
import type { JsonObject } from '../kernel/json.ts';
import { isJsonObject, stringAt } from '../kernel/json.ts';
import type { PlaygroundSettings, PlaygroundTab } from '../playground/settings.ts';
import { ADMINISTRATOR_KEY } from '../services/iam/roles.ts';
import type { Server } from '../gateway/door/server.ts';

/** Metadata of an AWS::AppSync::GraphQLApi that holds `{ tabs: [{ title, query, variables? }] }`. */
const PLAYGROUND_METADATA = 'LocalCloud::Playground';

type Urls = {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly playgroundUrl: string;
  readonly apiKey: string;
};

export function playgroundSettings(cloud: Cloud): PlaygroundSettings {
  const { graphqlUrl, realtimeUrl, apiKey } = urlsOf(cloud);
  return { title: cloud.place.stackName, graphqlUrl, realtimeUrl, apiKey, tabs: tabsOf(cloud) };
}

/** For `--json`: one line. */
export function describeCloudAsJson({ cloud, server }: RunningCloud): string {
  return `${JSON.stringify({
    ...urlsOf(cloud),
    awsEndpointUrl: cloud.place.url,
    certificateFile: server.certificate?.file,
    inboxUrl: cloud.inbox?.url,
    pid: process.pid,
  })}\n`;
}

export function describeCloud({ cloud, server }: RunningCloud): string {
  const { graphqlUrl, realtimeUrl, playgroundUrl, apiKey } = urlsOf(cloud);
  return `
  Playground   ${playgroundUrl}
  GraphQL      ${graphqlUrl}
  Real-time    ${realtimeUrl}
${tlsLine(server)}${apiKey && `  API key      ${apiKey}\n`}  AWS          AWS_ENDPOINT_URL=${cloud.place.url} AWS_ACCESS_KEY_ID=${ADMINISTRATOR_KEY} AWS_SECRET_ACCESS_KEY=${ADMINISTRATOR_KEY} AWS_REGION=${cloud.place.region}
${cloud.inbox ? `  Mails        ${cloud.inbox.url}\n` : ''}
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
  if (cloud.userPools.size === 0) return '';
  const groups = cloud.all('AWS::Cognito::UserPoolGroup').map(({ name }) => name);
  const lines = [
    ['a user', ''],
    ...groups.map((group) => [`in ${group}`, `&groups=${encodeURIComponent(group)}`]),
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
    apiKey: cloud.apis[0]?.apiKeys[0] ?? '',
  };
}

function tabsOf({ apis }: Cloud): readonly PlaygroundTab[] {
  const metadata = apis[0]?.resource.metadata[PLAYGROUND_METADATA];
  const tabs = isJsonObject(metadata) && Array.isArray(metadata['tabs']) ? metadata['tabs'] : [];
  return tabs.filter(isJsonObject).map((tab) => ({
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
  const variables: JsonObject = first?.variables === undefined ? {} : JSON.parse(first.variables);
  const body = JSON.stringify({ query, variables }).replaceAll("'", `'\\''`);
  const curl = `curl -s ${graphqlUrl} -H 'x-api-key: ${apiKey}' -H 'content-type: application/json' -d '${body}'`;
  return `  Try it:\n\n  ${curl}\n\n`;
}
