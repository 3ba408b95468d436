/** What holds of every alarm, and of the dashboard: somebody learns of it, a page says what to do, and AWS has the metric. */
import type { Template } from 'aws-cdk-lib/assertions';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { isObject } from '../../domain/is-object.ts';
import { EVERY_KIND_OF_STAGE, templateFor } from '../testing/stages.ts';
import { allResources, at, listAt, propertiesOf, stringAt } from '../testing/template.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/operating.md'), 'utf8');

/** The sections of the runbook, by the anchors that GitHub gives them. */
const sections = new Map(
  (PAGE.split(/^## The alarms$/m)[1]?.split(/^## /m)[0] ?? '')
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return [anchorOf(heading), lines.join('\n')] as const;
    }),
);

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}

/** By logical id, without the digits of CDK. */
function alarmsOf(template: Template): ReadonlyMap<string, unknown> {
  const entries = Object.entries(allResources(template)).filter(
    ([, one]) => at(one, 'Type') === 'AWS::CloudWatch::Alarm',
  );
  return new Map(
    entries.map(([id, one]) => [id.replace(/^Observability(.*)[0-9A-F]{8}$/, '$1'), at(one, 'Properties')]),
  );
}

function runbookOf(alarm: unknown): string {
  const [, anchor = ''] = / docs\/operating\.md#([\w-]+)$/.exec(stringAt(alarm, 'AlarmDescription')) ?? [];
  return anchor;
}

type Measured = { readonly metric: string; readonly dimensions: readonly string[] };

function metricsIn(alarm: unknown): Measured[] {
  const single = at(alarm, 'Metrics') === undefined ? [alarm] : [];
  const ofMath = [at(alarm, 'Metrics') ?? []].flat().map((one) => at(one, 'MetricStat', 'Metric'));
  return [...single, ...ofMath.filter((one) => one !== undefined)].map((one) => ({
    metric: `${stringAt(one, 'Namespace')} ${stringAt(one, 'MetricName')}`,
    dimensions: [at(one, 'Dimensions') ?? []].flat().map((dimension) => stringAt(dimension, 'Name')),
  }));
}

/** What AWS publishes, by the guides of its services, and the dimensions by which it does. */
const PUBLISHED: { readonly [metric: string]: readonly (readonly string[])[] } = {
  'AWS/AppSync 4XXError': [['GraphQLAPIId']],
  'AWS/AppSync 5XXError': [['GraphQLAPIId']],
  'AWS/AppSync Latency': [['GraphQLAPIId']],
  'AWS/DynamoDB ConsumedReadCapacityUnits': [['TableName']],
  'AWS/DynamoDB ConsumedWriteCapacityUnits': [['TableName']],
  'AWS/DynamoDB ReadThrottleEvents': [['TableName'], ['GlobalSecondaryIndexName', 'TableName']],
  'AWS/DynamoDB WriteThrottleEvents': [['TableName'], ['GlobalSecondaryIndexName', 'TableName']],
  'AWS/Events FailedInvocations': [['RuleName']],
  'AWS/Lambda AsyncEventsDropped': [['FunctionName']],
  'AWS/Lambda Duration': [['FunctionName']],
  'AWS/Lambda Errors': [['FunctionName']],
  'AWS/Lambda Invocations': [['FunctionName']],
  'AWS/Lambda IteratorAge': [['FunctionName']],
  'AWS/Lambda OnFailureDestinationDeliveredEventCount': [['EventSourceMappingUUID']],
  'AWS/Lambda Throttles': [[]],
  'AWS/Lambda Url5xxCount': [['FunctionName']],
  'AWS/Logs IncomingBytes': [['LogGroupName']],
  'AWS/States ExecutionThrottled': [['StateMachineArn']],
  'AWS/States ExecutionsAborted': [['StateMachineArn']],
  'AWS/States ExecutionsFailed': [['StateMachineArn']],
  'AWS/States ExecutionsStarted': [['StateMachineArn']],
  'AWS/States ExecutionsTimedOut': [['StateMachineArn']],
};

/** Those of functions have names that the compiler knows. */
function isPublished({ metric, dimensions }: Measured): boolean {
  if (metric.startsWith('Ordersaga ')) return String(dimensions) === 'FunctionName';
  return PUBLISHED[metric]?.some((names) => String(names) === String(dimensions.toSorted())) ?? false;
}

/** The graphs of a dashboard, whose body is JSON with references in it. */
function graphsOf(template: Template): { readonly title: string; readonly metrics: readonly Measured[] }[] {
  const [dashboard] = propertiesOf(template, 'AWS::CloudWatch::Dashboard');
  const text = listAt(dashboard, 'DashboardBody', 'Fn::Join', 1)
    .map((part) => (typeof part === 'string' ? part : 'reference'))
    .join('');
  const body: unknown = JSON.parse(text);
  return listAt(body, 'widgets').map((widget) => ({
    title: stringAt(widget, 'properties', 'title'),
    metrics: [at(widget, 'properties', 'metrics') ?? []]
      .flat()
      .flatMap((row) => (Array.isArray(row) ? measuredIn(row) : [])),
  }));
}

/** A row is `[namespace, metric, dimension, value, …, options]`, or has an expression alone. */
function measuredIn(row: readonly unknown[]): Measured[] {
  const words = row.filter((word) => !isObject(word)).map(String);
  if (words.length === 0) return [];
  return [{ metric: `${words[0]} ${words[1]}`, dimensions: words.slice(2).filter((_, index) => index % 2 === 0) }];
}

describe('every alarm', () => {
  for (const [title, stage] of EVERY_KIND_OF_STAGE) {
    const template = templateFor(stage);
    const alarms = alarmsOf(template);

    it(`goes to the topic of the stage (${title})`, () => {
      const [topicId] =
        Object.entries(allResources(template)).find(([, one]) => at(one, 'Type') === 'AWS::SNS::Topic') ?? [];
      assert.ok(topicId !== undefined && alarms.size > 0);
      const silent = [...alarms].filter(([, alarm]) => at(alarm, 'AlarmActions', 0, 'Ref') !== topicId);
      assert.deepEqual(
        silent.map(([id]) => id),
        [],
      );
    });

    it(`ends its description with the section of the runbook that says what to do (${title})`, () => {
      const without = [...alarms].filter(([, alarm]) => !sections.has(runbookOf(alarm)));
      assert.deepEqual(
        without.map(([id, alarm]) => `${id}: ${stringAt(alarm, 'AlarmDescription')}`),
        [],
      );
    });

    it(`is about a metric that AWS publishes or that a function counts (${title})`, () => {
      const unknown = [...alarms.values()].flatMap(metricsIn).filter((one) => !isPublished(one));
      assert.deepEqual(unknown, []);
    });
  }
});

describe('the runbook', () => {
  const alarms = EVERY_KIND_OF_STAGE.flatMap(([, stage]) => [...alarmsOf(templateFor(stage))]);

  for (const [anchor, text] of sections) {
    it(`has an alarm for its section ${anchor}, which it names, with meaning, first look and mend`, () => {
      const own = alarms.filter(([, alarm]) => runbookOf(alarm) === anchor);
      assert.ok(own.length > 0);
      for (const part of ['**Means.**', '**First look.**', '**Mend.**']) assert.ok(text.includes(part), part);
      const unnamed = own.map(([id]) => id).filter((id) => !namesAlarm(text, id));
      assert.deepEqual([...new Set(unnamed)], []);
    });
  }
});

/** By its own name, or by the end that all of its kind have, as in `…Throttled`. */
function namesAlarm(text: string, id: string): boolean {
  const names = [...(text.split('\n').find((line) => line.startsWith('`')) ?? '').matchAll(/`([^`]+)`/g)].map(
    ([, name = '']) => name,
  );
  return names.some((name) => (name.startsWith('…') ? id.endsWith(name.slice(1)) : id === name));
}

describe('the stack', () => {
  for (const [title, stage] of EVERY_KIND_OF_STAGE) {
    const template = templateFor(stage);
    const alarms = [...alarmsOf(template).values()].map((alarm) => JSON.stringify(alarm));
    const idsOf = (type: string) =>
      Object.entries(allResources(template)).flatMap(([id, one]) => (at(one, 'Type') === type ? id : []));
    const isWatched = (metric: string, id: string) =>
      alarms.some((alarm) => alarm.includes(`"${metric}"`) && alarm.includes(`"${id}"`));

    /** The ids of the functions whose aliases stand in a part of the template. */
    const functionsIn = (value: unknown) =>
      idsOf('AWS::Lambda::Alias')
        .filter((id) => JSON.stringify(value).includes(`"${id}"`))
        .map((id) => String(at(allResources(template)[id], 'Properties', 'FunctionName', 'Ref')));

    it(`has an alarm for the age of each stream mapping, and no queue without one (${title})`, () => {
      const mappings = propertiesOf(template, 'AWS::Lambda::EventSourceMapping');
      assert.equal(mappings.length, 2);
      for (const mapping of mappings) {
        const [id = ''] = functionsIn(at(mapping, 'FunctionName'));
        assert.ok(isWatched('IteratorAge', id), id);
      }
      assert.deepEqual(
        idsOf('AWS::SQS::Queue').filter((id) => !isWatched('ApproximateAgeOfOldestMessage', id)),
        [],
      );
    });

    it(`has an alarm for throttles of each table, index and state machine (${title})`, () => {
      for (const id of idsOf('AWS::DynamoDB::Table')) {
        const indexes = [at(allResources(template)[id], 'Properties', 'GlobalSecondaryIndexes') ?? []].flat();
        const own = alarms.filter((alarm) => alarm.includes(`"${id}"`) && alarm.includes('ThrottleEvents'));
        assert.equal(own.length, 2 + 2 * indexes.length, id);
      }
      for (const id of idsOf('AWS::StepFunctions::StateMachine')) assert.ok(isWatched('ExecutionThrottled', id), id);
    });

    it(`has an alarm for dropped events of each function that a rule invokes (${title})`, () => {
      const targets = propertiesOf(template, 'AWS::Events::Rule').flatMap((rule) => [at(rule, 'Targets') ?? []].flat());
      const functions = targets.flatMap(functionsIn);
      assert.ok(functions.length > 0);
      for (const id of functions) assert.ok(isWatched('AsyncEventsDropped', id), id);
    });

    it(`has a dashboard of metrics that AWS publishes or that functions count (${title})`, () => {
      const graphs = graphsOf(template);
      for (const wanted of [
        /^Orders by status/,
        /^Time to complete/,
        /^Retries/,
        /^Failures by step/,
        /^Stream age/,
        /^Cost: /,
      ]) {
        const graph = graphs.find((one) => wanted.test(one.title));
        assert.ok(graph && graph.metrics.length > 0, String(wanted));
      }
      assert.deepEqual(
        graphs.flatMap(({ metrics }) => metrics).filter((one) => !isPublished(one)),
        [],
      );
    });
  }
});
