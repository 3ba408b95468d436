/** Says which IAM actions on which resources a call needs, by service (Service Authorization Reference). */

import { isJsonObject, stringAt } from '../kernel/json.ts';
import { identityOf } from '../services/ses/email-identities.ts';
import { secretArn } from '../services/secrets-manager/secret.ts';
import { parameterArn } from '../services/ssm/ssm-arn.ts';
import type { AwsCall, ServiceName } from '../aws/call.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type { Account } from '../aws/place.ts';

export type Permission = { readonly action: string; readonly resource: string };
/** `emailIdentities` are those of SES: addresses and domains. */
export type Surroundings = Account & { readonly emailIdentities?: ReadonlySet<string> };

/** An empty answer means that the operation needs none here, because the service checks by itself. */
export function requiredPermissions(call: AwsCall, surroundings: Surroundings): readonly Permission[] {
  return BY_SERVICE[call.service](call.operation, call.input, surroundings);
}

type Rule = (operation: string, input: JsonObject, account: Surroundings) => readonly Permission[];

const dynamodb: Rule = (operation, input, account) => {
  const table = (name: string | undefined) =>
    name?.startsWith('arn:') ? name : `arn:aws:dynamodb:${account.region}:${account.accountId}:table/${name ?? '*'}`;
  const items = TRANSACTIONS[operation];
  if (items)
    return transactionItems(input['TransactItems']).map(([kind, item]) => ({
      action: `dynamodb:${items[kind] ?? kind}`,
      resource: table(stringAt(item, 'TableName')),
    }));
  if (isJsonObject(input['RequestItems'])) {
    return Object.keys(input['RequestItems']).map((name) => ({
      action: `dynamodb:${operation}`,
      resource: table(name),
    }));
  }
  const index = stringAt(input, 'IndexName');
  const resource = table(stringAt(input, 'TableName')) + (index ? `/index/${index}` : '');
  return [{ action: `dynamodb:${operation}`, resource }];
};

/** Transactions are no actions of their own: each of their items needs the permission of its plain counterpart. */
const TRANSACTIONS: { readonly [operation: string]: { readonly [item: string]: string } } = {
  TransactWriteItems: {
    Put: 'PutItem',
    Update: 'UpdateItem',
    Delete: 'DeleteItem',
    ConditionCheck: 'ConditionCheckItem',
  },
  TransactGetItems: { Get: 'GetItem' },
};

function transactionItems(items: JsonValue | undefined): (readonly [string, JsonObject])[] {
  return (Array.isArray(items) ? items : []).flatMap((item) =>
    Object.entries(isJsonObject(item) ? item : {}).flatMap(([kind, member]) =>
      isJsonObject(member) ? [[kind, member] as const] : [],
    ),
  );
}

/** For services where each operation is an action and one input member names the resource. */
function byMember(prefix: string, resourceOf: (input: JsonObject, account: Surroundings) => string): Rule {
  return (operation, input, account) => [{ action: `${prefix}:${operation}`, resource: resourceOf(input, account) }];
}

function nameOrArn(value: string | undefined, prefix: string): string {
  return value?.startsWith('arn:') ? value : `${prefix}${value ?? '*'}`;
}

const BY_SERVICE: { readonly [service in ServiceName]: Rule } = {
  dynamodb,
  dynamodbstreams: byMember(
    'dynamodb',
    (input) => stringAt(input, 'StreamArn') ?? stringAt(input, 'ShardIterator')?.split('|', 1)[0] ?? '*',
  ),
  lambda: (operation, input, { region, accountId }) => [
    {
      action: operation === 'Invoke' ? 'lambda:InvokeFunction' : `lambda:${operation}`,
      resource: nameOrArn(stringAt(input, 'FunctionName'), `arn:aws:lambda:${region}:${accountId}:function:`),
    },
  ],
  states: byMember('states', (input) => stringAt(input, 'stateMachineArn') ?? stringAt(input, 'executionArn') ?? '*'),
  events: (operation, input, { region, accountId }) => {
    if (operation !== 'PutEvents') {
      const archive = stringAt(input, 'EventSourceArn') ?? stringAt(input, 'ArchiveName');
      return [
        {
          action: `events:${operation}`,
          resource: nameOrArn(archive, `arn:aws:events:${region}:${accountId}:archive/`),
        },
      ];
    }
    const entries = Array.isArray(input['Entries']) ? input['Entries'].filter(isJsonObject) : [];
    const buses = new Set(entries.map((entry) => stringAt(entry, 'EventBusName') ?? 'default'));
    return [...buses].map((bus) => ({
      action: `events:${operation}`,
      resource: nameOrArn(bus, `arn:aws:events:${region}:${accountId}:event-bus/`),
    }));
  },
  sqs: byMember('sqs', (input, { region, accountId }) => {
    const name = stringAt(input, 'QueueUrl')?.split('/').at(-1) ?? stringAt(input, 'QueueName');
    return `arn:aws:sqs:${region}:${accountId}:${name ?? '*'}`;
  }),
  s3: (operation, input) => [
    operation === 'ListObjectsV2'
      ? { action: 's3:ListBucket', resource: `arn:aws:s3:::${stringAt(input, 'Bucket')}` }
      : { action: `s3:${operation}`, resource: `arn:aws:s3:::${stringAt(input, 'Bucket')}/${stringAt(input, 'Key')}` },
  ],
  ses: byMember('ses', (input, { region, accountId, emailIdentities }) => {
    const identity = identityOf(stringAt(input, 'FromEmailAddress') ?? '*', emailIdentities);
    return stringAt(input, 'FromEmailAddressIdentityArn') ?? `arn:aws:ses:${region}:${accountId}:identity/${identity}`;
  }),
  secretsmanager: byMember('secretsmanager', (input, account) => {
    const id = stringAt(input, 'SecretId') ?? '*';
    return id.startsWith('arn:') ? id : secretArn(id, account);
  }),
  ssm: (operation, input, account) => {
    const names = Array.isArray(input['Names'])
      ? input['Names'].map(String)
      : [stringAt(input, 'Name') ?? stringAt(input, 'Path') ?? '*'];
    return names.map((name) => ({
      action: `ssm:${operation}`,
      resource: parameterArn(account, name.replace(/:\d+$/, '')),
    }));
  },
  appsync: () => [],
  cloudformation: byMember(
    'cloudformation',
    ({ StackName }, { region, accountId }) =>
      `arn:aws:cloudformation:${region}:${accountId}:stack/${typeof StackName === 'string' ? StackName : '*'}/local`,
  ),
};
