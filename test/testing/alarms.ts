/** The alarms of a cloud, as CloudWatch's API tells of them and as their mails do. */
import assert from 'node:assert/strict';
import { AwsClient } from 'aws4fetch';
import { readInbox } from '../../commands/inbox.ts';
import { arrayIn, isRecord, parseRecord } from '../../commands/json.ts';
import type { JsonRecord } from '../../commands/json.ts';
import { eventually } from './undelivered.ts';

type Cloud = { readonly awsEndpointUrl: string; readonly inboxUrl?: string };

const PERIOD_MS = 5 * 60_000;

/** One call of CloudWatch in the protocol that AWS's SDK for JavaScript speaks to it. */
export async function callCloudWatch({ awsEndpointUrl }: Cloud, operation: string, input: object): Promise<JsonRecord> {
  const client = new AwsClient({
    accessKeyId: 'local',
    secretAccessKey: 'local',
    service: 'monitoring',
    region: 'us-east-1',
    retries: 0,
  });
  const response = await client.fetch(awsEndpointUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `GraniteServiceVersion20100801.${operation}`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  assert.ok(response.ok, text);
  return parseRecord(text);
}

export async function describeAlarms(cloud: Cloud): Promise<readonly JsonRecord[]> {
  return arrayIn(await callCloudWatch(cloud, 'DescribeAlarms', {}), 'MetricAlarms').filter(isRecord);
}

/** The name in `infra/alarms/`, without the stack's and CDK's digits. */
export function idOf(alarm: JsonRecord): string {
  return String(alarm['AlarmName']).replace(/^.*?Observability(.*)[0-9A-F]{8}$/, '$1');
}

/** Resolves when the topic has mailed that the alarm rings; fails if that takes half a minute. */
export async function untilMailed(cloud: Cloud, id: string) {
  return eventually(async () => (await readInbox(cloud)).find(({ subject }) => isOf(subject, id)));
}

function isOf(subject: string, id: string): boolean {
  return new RegExp(`^ALARM: ".*Observability${id}[0-9A-F]{8}" in `).test(subject);
}

/** Puts twice the threshold and more as the value of the alarm's metric, in each period that it evaluates. */
export async function putWhatRings(cloud: Cloud, alarm: JsonRecord): Promise<void> {
  const { Namespace, MetricName, Dimensions, EvaluationPeriods, Threshold } = alarm;
  const now = Date.now();
  const MetricData = Array.from({ length: Number(EvaluationPeriods) }, (_, index) => ({
    MetricName,
    Dimensions,
    Timestamp: (now - index * PERIOD_MS) / 1000,
    // Many, so that they decide a percentile beside the values that the test has caused.
    Values: [2 * Number(Threshold) + 1],
    Counts: [10_000],
  }));
  await callCloudWatch(cloud, 'PutMetricData', { Namespace, MetricData });
}
