import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { boot } from '../../boot/boot.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { objectAt } from '../../kernel/json.ts';
import { callAsOwner, useStacks, withStack } from '../../testing/boot-stack.ts';
import { writeAssembly } from '../../testing/write-assembly.ts';

const bootStack = useStacks();

function attribute(AttributeName: string) {
  return { AttributeName, AttributeType: 'S' };
}
function key(AttributeName: string) {
  return [{ AttributeName, KeyType: 'HASH' }];
}
function units(ReadCapacityUnits: number | string, WriteCapacityUnits: number | string) {
  return {
    ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits },
  };
}
function index(settings: object) {
  return {
    IndexName: 'byOther',
    KeySchema: key('other'),
    Projection: { ProjectionType: 'ALL' },
    ...settings,
  };
}

function stackWith(settings: object) {
  return {
    stackName: 'tables',
    resources: {
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: { KeySchema: key('id'), AttributeDefinitions: [attribute('id')], ...settings },
      },
    },
  };
}

function indexed(settings: object, ...indexes: object[]) {
  return stackWith({
    AttributeDefinitions: [attribute('id'), attribute('other')],
    GlobalSecondaryIndexes: indexes,
    ...settings,
  });
}

function described(stack: ReturnType<typeof stackWith>): Promise<JsonObject> {
  return withStack(bootStack(stack), async (running) =>
    objectAt(await callAsOwner(running, 'dynamodb', 'DescribeTable', { TableName: 'tables-Table' }), 'Table'),
  );
}

function refuses(stack: ReturnType<typeof stackWith>, message: RegExp): Promise<void> {
  return assert.rejects(
    bootStack(stack).then(({ close }) => close()),
    { name: 'StartupError', message },
  );
}

describe('a table with the default billing', () => {
  it('is provisioned, and so is its index', async () => {
    const table = await described(indexed(units(5, '5'), index(units(1, 2))));
    assert.match(JSON.stringify(table['ProvisionedThroughput']), /"ReadCapacityUnits":5/);
    assert.match(JSON.stringify(table['GlobalSecondaryIndexes']), /"ReadCapacityUnits":1.*|"WriteCapacityUnits":2/);
  });

  it('is the same with its billing mode written out', async () => {
    const table = await described(indexed({ ...units(5, 5), BillingMode: 'PROVISIONED' }, index(units(1, 1))));
    assert.match(JSON.stringify(table['GlobalSecondaryIndexes']), /"IndexName":"byOther"/);
  });

  it('is refused by name without its throughput, or that of its index', async () => {
    await refuses(
      stackWith({}),
      /^AWS::DynamoDB::Table \(Table\) has no ProvisionedThroughput with ReadCapacityUnits and/,
    );
    await refuses(
      indexed(units(5, 5), index({})),
      /^The index byOther of AWS::DynamoDB::Table \(Table\) has no Provisioned/,
    );
  });
});

describe('a table that is paid by use', () => {
  const byUse = { BillingMode: 'PAY_PER_REQUEST' };

  it('comes up with settings of its index that make no difference here', async () => {
    const table = await described(
      indexed(
        byUse,
        index({ OnDemandThroughput: { MaxReadRequestUnits: 9 }, ContributorInsightsSpecification: { Enabled: true } }),
      ),
    );
    assert.match(JSON.stringify(table['BillingModeSummary']), /PAY_PER_REQUEST/);
  });

  it('is refused with a throughput of its own or of its index', async () => {
    await refuses(
      stackWith({ ...byUse, ...units(1, 1) }),
      /^AWS::DynamoDB::Table \(Table\) cannot be created: .*PAY_PER_REQUEST/,
    );
    await refuses(
      indexed(byUse, index(units(1, 1))),
      /^AWS::DynamoDB::Table \(Table\) cannot be created: .*PAY_PER_REQUEST/,
    );
  });

  it('comes up with a time to live that is off', async () => {
    const TimeToLiveSpecification = { AttributeName: 'expires', Enabled: false };
    assert.equal((await described(stackWith({ ...byUse, TimeToLiveSpecification })))['TableStatus'], 'ACTIVE');
  });
});

describe('a resource that a service refuses', () => {
  it('ends the start with the resource’s name and the service’s words', async () => {
    await refuses(
      stackWith({ BillingMode: 'PAY_PER_REQUEST', KeySchema: key('missing') }),
      /^AWS::DynamoDB::Table \(Table\) cannot be created: .+/,
    );
  });
});

describe('a table that is there from the last run', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tables-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const bootOnData = (stack: ReturnType<typeof stackWith>) => {
    const assemblyDirectory = mkdtempSync(join(directory, 'cdk.out-'));
    writeAssembly(assemblyDirectory, stack);
    return boot({ assemblyDirectory, dataDirectory: join(directory, 'data'), port: 0, log: () => {} });
  };
  const byUse = { BillingMode: 'PAY_PER_REQUEST' };

  it('gets the indexes that the template has got since then, with the items that it has', async () => {
    await withStack(bootOnData(stackWith(byUse)), (running) =>
      callAsOwner(running, 'dynamodb', 'PutItem', {
        TableName: 'tables-Table',
        Item: { id: { S: 'one' }, other: { S: 'mine' } },
      }),
    );
    const another = { ...index({}), IndexName: 'byOtherToo' };
    await withStack(bootOnData(indexed(byUse, index({}), another)), async (running) => {
      for (const IndexName of ['byOther', 'byOtherToo']) {
        const { Items } = await callAsOwner(running, 'dynamodb', 'Query', {
          TableName: 'tables-Table',
          IndexName,
          KeyConditionExpression: '#other = :other',
          ExpressionAttributeNames: { '#other': 'other' },
          ExpressionAttributeValues: { ':other': { S: 'mine' } },
        });
        assert.deepEqual(Items, [{ id: { S: 'one' }, other: { S: 'mine' } }], IndexName);
      }
    });
  });
});
