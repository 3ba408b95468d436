/**
 * The two operations of CloudWatch Logs that `npm run logs` needs. Region and credentials are found by the AWS SDK; only the
 * request itself is made here, so that the project needs no client of the service for it.
 */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { AwsClient } from 'aws4fetch';
import { setTimeout as delay } from 'node:timers/promises';
import { arrayIn, isRecord, parseRecord } from '../json.ts';
import type { JsonRecord } from '../json.ts';
import type { ClientSettings } from '../stage/target.ts';

export type LogEvent = {
  readonly eventId: string;
  readonly logGroupName: string;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
};

type LogSearch = {
  readonly logGroupName: string;
  /** "Filter pattern syntax", CloudWatch Logs user guide. */
  readonly filterPattern?: string;
  readonly startTime: number;
};

export type CloudWatchLogs = {
  /** The names of groups that begin so. */
  groupNames(prefix: string): Promise<readonly string[]>;
  /** Oldest first. None for a group that isn't there. */
  events(search: LogSearch): Promise<readonly LogEvent[]>;
};

/** AWS allows a few calls of FilterLogEvents in a second, so some are throttled. */
const MAX_TRIES = 6;
const FIRST_PAUSE_MS = 250;

/** Throws the SDK's errors for credentials and region, and errors with AWS's names for rejected calls. */
export async function openCloudWatchLogs(settings: ClientSettings): Promise<CloudWatchLogs> {
  const client = new CloudFormationClient(settings);
  const [region, credentials] = await Promise.all([client.config.region(), client.config.credentials()]);
  client.destroy();
  const signer = new AwsClient({ ...credentialsOf(credentials), region, service: 'logs', retries: 0 });
  const url = settings.endpoint ?? endpointFor(region);
  const call = (operation: string, input: object) => callPatiently(signer, url, operation, input);

  return {
    groupNames: async (logGroupNamePrefix) => {
      const groups = await pages((page) => call('DescribeLogGroups', { logGroupNamePrefix, ...page }), 'logGroups');
      return groups.flatMap((group) => (typeof group['logGroupName'] === 'string' ? [group['logGroupName']] : []));
    },
    events: async (search) => {
      try {
        const events = await pages((page) => call('FilterLogEvents', { ...search, ...page }), 'events');
        return events.map((event) => ({
          eventId: String(event['eventId']),
          logGroupName: search.logGroupName,
          timestamp: Number(event['timestamp']),
          message: String(event['message']),
        }));
      } catch (error) {
        if (error instanceof Error && error.name === 'ResourceNotFoundException') return [];
        throw error;
      }
    },
  };
}

type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };

function credentialsOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Credentials {
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

function endpointFor(region: string): string {
  const given = process.env['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'] ?? process.env['AWS_ENDPOINT_URL'];
  return given ?? `https://logs.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

type Page = { readonly nextToken?: string };

async function pages(read: (page: Page) => Promise<JsonRecord>, member: string): Promise<readonly JsonRecord[]> {
  const found: JsonRecord[] = [];
  let page: Page | undefined = {};
  while (page) {
    const answer: JsonRecord = await read(page);
    found.push(...arrayIn(answer, member).filter(isRecord));
    const { nextToken } = answer;
    page = typeof nextToken === 'string' ? { nextToken } : undefined;
  }
  return found;
}

async function callPatiently(signer: AwsClient, url: string, operation: string, input: object): Promise<JsonRecord> {
  for (let tries = 1; ; tries += 1) {
    const response = await send(signer, url, operation, input);
    const text = await response.text();
    if (response.ok) return parseRecord(text);
    const error = errorIn(text, response.status);
    const isPassing = response.status >= 500 || error.name === 'ThrottlingException';
    if (!isPassing || tries === MAX_TRIES) throw error;
    await delay(FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + Math.random()));
  }
}

async function send(signer: AwsClient, url: string, operation: string, input: object): Promise<Response> {
  try {
    return await signer.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Logs_20140328.${operation}` },
      body: JSON.stringify(input),
    });
  } catch (error) {
    // What the network said is the cause of what `fetch` throws.
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
  }
}

function errorIn(text: string, status: number): Error {
  try {
    const { __type: type = `Status ${status}`, message, Message = message } = parseRecord(text);
    return Object.assign(new Error(String(Message)), { name: String(type).split('#').at(-1) });
  } catch {
    return new Error(`CloudWatch Logs answered ${status}: ${text.slice(0, 200)}`);
  }
}
