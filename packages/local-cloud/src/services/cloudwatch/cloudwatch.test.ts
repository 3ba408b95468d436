/** Alarms of a template on metrics of this cloud, down to the mail. */

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import type { JsonObject } from '../../kernel/json.ts';
import { objectsIn, stringAt } from '../../kernel/json.ts';
import { recordMetric } from '../../plugin/metrics.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { MAIL } from '../ses/handle.ts';
import type { ServiceMail } from '../ses/handle.ts';
import { sns } from '../sns/index.ts';
import { EVALUATE_ALARMS } from './handle.ts';
import { cloudwatch } from './index.ts';

const NOW = Date.UTC(2026, 0, 1, 12);
const MINUTE_MS = 60_000;
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:Alarms';
const ERRORS = { namespace: 'Shop', name: 'Errors', dimensions: { FunctionName: 'pay' } };

const RULE: JsonObject = {
  Namespace: 'Shop',
  MetricName: 'Errors',
  Dimensions: [{ Name: 'FunctionName', Value: 'pay' }],
  Statistic: 'Sum',
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
  AlarmDescription: 'Nobody can pay.',
  AlarmActions: [TOPIC],
};

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'setInterval'], now: NOW }));
afterEach(() => void vi.useRealTimers());

/** A cloud with one alarm, whose topic has one subscriber. */
async function cloudWith(changes: JsonObject = {}) {
  const mails: ServiceMail[] = [];
  const test = await openTestCloud([cloudwatch, sns], {}, (cloud) =>
    MAIL.provide(cloud, {
      expect: () => {},
      deliver: (mail) => {
        mails.push(mail);
        return Promise.resolve();
      },
    }),
  );
  await test.create('AWS::SNS::Topic', 'Alarms', {}, TOPIC);
  await test.create('AWS::SNS::Subscription', 'Ops', {
    TopicArn: TOPIC,
    Protocol: 'email',
    Endpoint: 'ops@shop.example',
  });
  await test.create('AWS::CloudWatch::Alarm', 'PayErrors', { ...RULE, ...changes });
  const stateAt = async (atEpochMs: number): Promise<string | undefined> => {
    EVALUATE_ALARMS.of(test.cloud)(atEpochMs);
    const [alarm] = objectsIn((await test.call('cloudwatch', 'DescribeAlarms', {}))['MetricAlarms']);
    return alarm && stringAt(alarm, 'StateValue');
  };
  const record = (value: number, atEpochMs = NOW) => recordMetric(test.cloud, { ...ERRORS, value, atEpochMs });
  return { ...test, mails, stateAt, record };
}

describe('an alarm', () => {
  it('has too little data at first, is OK without errors, rings for one, and is over when it is out of sight', async () => {
    const { stateAt, record, mails } = await cloudWith();
    assert.equal(await stateAt(NOW), 'OK');
    record(1);
    assert.equal(await stateAt(NOW), 'ALARM');
    assert.equal(await stateAt(NOW + 14 * MINUTE_MS), 'ALARM', 'still in the evaluation range of three periods');
    assert.equal(await stateAt(NOW + 15 * MINUTE_MS), 'OK');
    assert.deepEqual(
      mails.map(({ from, to, subject }) => [from, to, subject]),
      [['AWS Notifications <no-reply@sns.amazonaws.com>', 'ops@shop.example', 'ALARM: "PayErrors" in us-east-1']],
    );
    assert.match(mails[0]?.text ?? '', /Nobody can pay\./);
  });

  it('is evaluated soon after a value of its metric, without anybody who asks', async () => {
    const { record, call, close } = await cloudWith();
    record(1);
    vi.advanceTimersByTime(250);
    const { MetricAlarms: alarms } = await call('cloudwatch', 'DescribeAlarms', { StateValue: 'ALARM' });
    assert.equal(objectsIn(alarms).length, 1);
    await close();
  });

  it('that takes missing data for breaching rings once its whole range since the start is without any', async () => {
    const { stateAt, record } = await cloudWith({
      TreatMissingData: 'breaching',
      ComparisonOperator: 'LessThanThreshold',
      Statistic: 'SampleCount',
      Threshold: 1,
    });
    assert.equal(await stateAt(NOW + 14 * MINUTE_MS), 'INSUFFICIENT_DATA');
    record(0, NOW + 14 * MINUTE_MS);
    assert.equal(await stateAt(NOW + 15 * MINUTE_MS), 'OK');
    assert.equal(await stateAt(NOW + 40 * MINUTE_MS), 'ALARM');
  });

  it('rings by metric math over two statistics of a metric', async () => {
    const stat = (Id: string, Stat: string): JsonObject => ({
      Id,
      ReturnData: false,
      MetricStat: {
        Metric: { Namespace: 'Shop', MetricName: 'Errors', Dimensions: [{ Name: 'FunctionName', Value: 'pay' }] },
        Period: 3600,
        Stat,
      },
    });
    const Metrics = [
      { Id: 'rate', Expression: 'IF(count >= 3, 100 * share, 0)' },
      stat('count', 'SampleCount'),
      stat('share', 'Average'),
    ];
    const single = { Namespace: null, MetricName: null, Dimensions: null, Statistic: null, Period: null };
    const { stateAt, record } = await cloudWith({ ...single, Metrics, Threshold: 50 });
    record(1);
    record(1);
    assert.equal(await stateAt(NOW), 'OK');
    record(0);
    assert.equal(await stateAt(NOW), 'ALARM');
    record(0);
    assert.equal(await stateAt(NOW), 'OK');
  });

  it('comes to a state by SetAlarmState until it is evaluated again', async () => {
    const { call, stateAt, mails } = await cloudWith();
    await call('cloudwatch', 'SetAlarmState', {
      AlarmName: 'PayErrors',
      StateValue: 'ALARM',
      StateReason: 'A rehearsal',
    });
    assert.match(mails[0]?.text ?? '', /A rehearsal/);
    assert.equal(await stateAt(NOW), 'OK');
    await assert.rejects(call('cloudwatch', 'SetAlarmState', { AlarmName: 'No', StateValue: 'OK' }), {
      name: 'ResourceNotFound',
    });
  });

  const UNSUPPORTED: readonly { readonly change: JsonObject; readonly words: RegExp }[] = [
    { change: { Statistic: null, ExtendedStatistic: 'tm90' }, words: /the statistic tm90/ },
    { change: { Period: 10 }, words: /a period of 10 seconds/ },
    { change: { ComparisonOperator: 'GreaterThanUpperThreshold' }, words: /GreaterThanUpperThreshold/ },
    { change: { TreatMissingData: 'never' }, words: /TreatMissingData never/ },
    { change: { EvaluateLowSampleCountPercentile: 'ignore' }, words: /EvaluateLowSampleCountPercentile ignore/ },
    { change: { AlarmActions: ['arn:aws:lambda:us-east-1:000000000000:function:x'] }, words: /which is no SNS topic/ },
    { change: { Metrics: [{ Id: 'e', Expression: 'ANOMALY_DETECTION_BAND(m1)' }] }, words: /ANOMALY_DETECTION_BAND/ },
    { change: { Metrics: [{ Id: 'e', Expression: 'm1 + 1' }] }, words: /the id m1, which no query has/ },
  ];
  for (const { change, words } of UNSUPPORTED) {
    it(`stops the start, with its name, for ${JSON.stringify(change)}`, async () => {
      await assert.rejects(cloudWith(change), (error: Error) => {
        assert.match(error.message, words);
        assert.match(error.message, /AWS::CloudWatch::Alarm \(PayErrors\)/);
        return true;
      });
    });
  }
});

describe('a topic', () => {
  const policyFor = (service: string): JsonObject => ({
    Topics: [TOPIC],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: service },
          Action: 'sns:Publish',
          Resource: TOPIC,
          Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:Pay*' } },
        },
      ],
    },
  });

  for (const [service, count] of [
    ['cloudwatch.amazonaws.com', 1],
    ['events.amazonaws.com', 0],
  ] as const) {
    it(`whose policy allows ${service} to publish lets ${count} mails of an alarm through`, async () => {
      const { create, stateAt, record, mails } = await cloudWith();
      vi.spyOn(console, 'error').mockImplementation(() => {});
      await create('AWS::SNS::TopicPolicy', 'Policy', policyFor(service));
      record(1);
      await stateAt(NOW);
      assert.equal(mails.length, count);
    });
  }

  it('has subscribers by mail alone', async () => {
    const { create } = await cloudWith();
    const other = { TopicArn: TOPIC, Protocol: 'https', Endpoint: 'https://shop.example' };
    await assert.rejects(create('AWS::SNS::Subscription', 'Pager', other), /\(Pager\), not https/);
  });
});

describe('the operations', () => {
  it('put values and read them again, by statistics, metric math and lists', async () => {
    const { call } = await cloudWith();
    const dimensions = [{ Name: 'Page', Value: 'home' }];
    await call('cloudwatch', 'PutMetricData', {
      Namespace: 'Site',
      MetricData: [
        { MetricName: 'Hits', Dimensions: dimensions, Value: 3, Timestamp: (NOW - MINUTE_MS) / 1000 },
        { MetricName: 'Hits', Dimensions: dimensions, Values: [1, 2], Counts: [4, 1], Timestamp: NOW / 1000 },
      ],
    });
    const time = { StartTime: (NOW - 10 * MINUTE_MS) / 1000, EndTime: (NOW + MINUTE_MS) / 1000 };
    const Metric = { Namespace: 'Site', MetricName: 'Hits', Dimensions: dimensions };
    const read = await call('cloudwatch', 'GetMetricData', {
      ...time,
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [
        { Id: 'hits', MetricStat: { Metric, Period: 60, Stat: 'Sum' } },
        { Id: 'double', Expression: 'hits * 2' },
      ],
    });
    const Timestamps = [(NOW - MINUTE_MS) / 1000, NOW / 1000];
    assert.deepEqual(read['MetricDataResults'], [
      { Id: 'hits', Label: 'Hits', Timestamps, Values: [3, 6], StatusCode: 'Complete' },
      { Id: 'double', Label: 'double', Timestamps, Values: [6, 12], StatusCode: 'Complete' },
    ]);
    const statistics = {
      ...time,
      ...Metric,
      Period: 60,
      Statistics: ['Sum', 'SampleCount'],
      ExtendedStatistics: ['p50'],
    };
    assert.deepEqual((await call('cloudwatch', 'GetMetricStatistics', statistics))['Datapoints'], [
      { Timestamp: Timestamps[0], Sum: 3, SampleCount: 1, ExtendedStatistics: { p50: 3 } },
      { Timestamp: Timestamps[1], Sum: 6, SampleCount: 5, ExtendedStatistics: { p50: 1 } },
    ]);
    const listed = await call('cloudwatch', 'ListMetrics', { Namespace: 'Site', Dimensions: [{ Name: 'Page' }] });
    assert.deepEqual(listed['Metrics'], [Metric]);
    assert.deepEqual((await call('cloudwatch', 'ListMetrics', { Namespace: 'Other' }))['Metrics'], []);
  });

  it('reject what they cannot evaluate, and input that AWS rejects', async () => {
    const { call } = await cloudWith();
    const time = { StartTime: 0, EndTime: 60 };
    await assert.rejects(
      call('cloudwatch', 'GetMetricData', { ...time, MetricDataQueries: [{ Id: 'e', Expression: 'SEARCH(1)' }] }),
      /doesn't support SEARCH/,
    );
    await assert.rejects(call('cloudwatch', 'PutMetricData', { Namespace: '' }), { name: 'ValidationException' });
    await assert.rejects(
      call('cloudwatch', 'PutMetricData', { Namespace: 'Site', MetricData: [{ MetricName: 'Hits' }] }),
      { name: 'InvalidParameterCombination' },
    );
  });
});
