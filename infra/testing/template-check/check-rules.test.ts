/** CDK's rules find what the resource schemas of `checkTemplate` don't know. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { checkRules } from './check-rules.ts';

describe('the rules for the values of properties', () => {
  it('know patterns, lengths, ranges and values', () => {
    const Log = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'a b', RetentionInDays: 17 } };
    const Api = {
      Type: 'AWS::AppSync::GraphQLApi',
      Properties: { Name: 'orders', AuthenticationType: 'AWS_IAM', QueryDepthLimit: 76 },
    };
    const Mapping = {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: 'one', EventSourceArn: 'arn', StartingPosition: 'LATEST' },
    };
    const found = checkRules({ Resources: { Log, Api, Mapping } }).toSorted();
    const expected = [
      /^Api: QueryDepthLimit: 76 is greater than the maximum of 75$/,
      /^Log: LogGroupName: 'a b' does not match pattern /,
      /^Log: RetentionInDays: 17 is not one of /,
      /^Mapping: EventSourceArn: 'arn' does not match pattern /,
      /^Mapping: EventSourceArn: length 3 is below minimum 12$/,
    ];
    assert.equal(found.length, expected.length, found.join('\n'));
    for (const [index, pattern] of expected.entries()) assert.match(found[index] ?? '', pattern);
  });

  it('know what properties ask of each other', () => {
    const Properties = {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    };
    const [mistake = '', ...others] = checkRules({
      Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties } },
    });
    assert.match(mistake, /^Table: .*missing definitions: \[orderId\]; unused definitions: \[id\]$/);
    assert.deepEqual(others, []);
  });
});
