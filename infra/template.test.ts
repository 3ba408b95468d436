/** What the templates of both stages promise: encryption, least privilege, bounded retries, logs that are forgotten. */
import type { Template } from 'aws-cdk-lib/assertions';
import { parse, visit } from 'graphql';
import type { ConstDirectiveNode } from 'graphql';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { isObject } from '../domain/is-object.ts';
import { withoutDescriptions } from './schema.ts';
import { stageNamed, templateFor } from './testing/stages.ts';
import { allResources, at, propertiesOf, resources, statements, stringAt } from './testing/template.ts';
import { uniqueNameOf } from './testing/unique-names.ts';

const templates = {
  dev: templateFor(stageNamed('dev')),
  prod: templateFor(stageNamed('prod')),
};

describe('in every stage', () => {
  for (const [stage, template] of Object.entries(templates)) {
    it(`tables are encrypted, restorable and paid by use (${stage})`, () => {
      for (const table of propertiesOf(template, 'AWS::DynamoDB::Table')) {
        assert.equal(at(table, 'SSESpecification', 'SSEEnabled'), true);
        assert.equal(at(table, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled'), true);
        assert.equal(at(table, 'BillingMode'), 'PAY_PER_REQUEST');
      }
    });

    it(`undelivered events are encrypted, private and only read over TLS (${stage})`, () => {
      for (const bucket of propertiesOf(template, 'AWS::S3::Bucket')) {
        assert.ok(at(bucket, 'BucketEncryption'));
        const blocks = at(bucket, 'PublicAccessBlockConfiguration');
        assert.ok(isObject(blocks));
        assert.deepEqual(new Set(Object.values(blocks)), new Set([true]));
      }
      const [policy] = propertiesOf(template, 'AWS::S3::BucketPolicy');
      const statement = at(policy, 'PolicyDocument', 'Statement', 0);
      assert.equal(at(statement, 'Effect'), 'Deny');
      assert.equal(at(statement, 'Action'), 's3:*');
      assert.deepEqual(at(statement, 'Condition'), { Bool: { 'aws:SecureTransport': 'false' } });
    });

    it(`no role may do something to everything, but for what AWS grants no other way (${stage})`, () => {
      const unavoidable = /^(xray:|dynamodb:ListStreams$|logs:\w*(LogDeliver|ResourcePolic|DescribeLogGroups))/;
      for (const statement of statements(template)) {
        const { actions, targets } = statement;
        assert.ok(!actions.some((action) => action.includes('*')), JSON.stringify(statement));
        if (!targets.includes('*')) continue;
        assert.deepEqual(
          actions.filter((action) => !unavoidable.test(action)),
          [],
        );
      }
    });

    it(`AppSync gets the schema without descriptions, which travel as metadata (${stage})`, () => {
      const [schema] = resources(template, 'AWS::AppSync::GraphQLSchema');
      const documented = stringAt(schema?.metadata, 'LocalCloud::Documentation', 'Definition');
      assert.match(documented, /"Accepted; nothing has been reserved or paid."/);
      assert.equal(schemaOf(template), withoutDescriptions(documented));
    });

    it(`an alarm rings for events that are parked and for those that stay so (${stage})`, () => {
      const metrics = propertiesOf(template, 'AWS::CloudWatch::Alarm').map((alarm) => at(alarm, 'MetricName'));
      assert.equal(metrics.filter((metric) => metric === 'EventsParked').length, 2);
      assert.equal(metrics.filter((metric) => metric === 'EventsUndelivered').length, 1);
    });

    it(`every function and state machine is traced, and all logs are forgotten in time (${stage})`, () => {
      const logGroups = propertiesOf(template, 'AWS::Logs::LogGroup');
      for (const logGroup of logGroups) assert.ok(at(logGroup, 'RetentionInDays'));
      const functions = propertiesOf(template, 'AWS::Lambda::Function');
      for (const one of functions) {
        assert.equal(at(one, 'TracingConfig', 'Mode'), 'Active');
        assert.ok(at(one, 'LoggingConfig', 'LogGroup'));
      }
      const stateMachines = propertiesOf(template, 'AWS::StepFunctions::StateMachine');
      assert.equal(stateMachines.length, 2);
      for (const one of stateMachines) assert.equal(at(one, 'TracingConfiguration', 'Enabled'), true);
      // The API has one, too.
      assert.equal(logGroups.length, functions.length + stateMachines.length + 1);
    });

    it(`every resolver and pipeline step is APPSYNC_JS with both handlers (${stage})`, () => {
      const types = ['AWS::AppSync::Resolver', 'AWS::AppSync::FunctionConfiguration'];
      const steps = types.flatMap((type) => propertiesOf(template, type));
      assert.equal(steps.length, 33);
      for (const step of steps) {
        assert.equal(at(step, 'Runtime', 'Name'), 'APPSYNC_JS');
        assert.match(stringAt(step, 'Code'), /export\s?\{\s*request,\s*response/);
      }
    });
  }
});

describe('stage dev', () => {
  it('can be thrown away, and has an API key', () => {
    for (const { deletionPolicy } of resources(templates.dev, 'AWS::DynamoDB::Table')) {
      assert.equal(deletionPolicy, 'Delete');
    }
    assert.equal(resources(templates.dev, 'AWS::AppSync::ApiKey').length, 1);
    assert.match(schemaOf(templates.dev), /@aws_api_key/);
  });
});

const KEEPERS = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool', 'AWS::SecretsManager::Secret'];

describe('stage prod', () => {
  it('keeps its data', () => {
    for (const { deletionPolicy } of KEEPERS.flatMap((type) => resources(templates.prod, type))) {
      // But nothing of a creation that is rolled back.
      assert.equal(deletionPolicy, 'RetainExceptOnCreate');
    }
    for (const table of propertiesOf(templates.prod, 'AWS::DynamoDB::Table')) {
      assert.equal(at(table, 'DeletionProtectionEnabled'), true);
    }
  });

  it('gives nothing that it keeps a fixed name, which the next creation would find taken', () => {
    for (const type of KEEPERS) {
      for (const properties of propertiesOf(templates.prod, type)) {
        assert.equal(uniqueNameOf(type, properties), undefined, type);
      }
    }
    const kept = Object.values(allResources(templates.prod)).filter((one) =>
      String(at(one, 'DeletionPolicy')).startsWith('Retain'),
    );
    assert.deepEqual(new Set(kept.map((one) => at(one, 'Type'))), new Set(KEEPERS));
  });

  it('has no API key, no introspection and no sample products', () => {
    assert.deepEqual(resources(templates.prod, 'AWS::AppSync::ApiKey'), []);
    assert.doesNotMatch(schemaOf(templates.prod), /api_key/);
    const [api] = propertiesOf(templates.prod, 'AWS::AppSync::GraphQLApi');
    assert.doesNotMatch(JSON.stringify(at(api, 'AdditionalAuthenticationProviders')), /API_KEY/);
    assert.equal(at(api, 'IntrospectionConfig'), 'DISABLED');
    assert.deepEqual(resources(templates.prod, 'Custom::SampleProducts'), []);
  });

  it('opens nothing to customers that in dev is for the API key alone', () => {
    // If no mode is named, AppSync lets the default one pass: taking the key away must not leave a place without a mode.
    const modes: string[][] = [];
    const add = ({ directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] }) => {
      modes.push(directives.map(({ name }) => name.value).filter((name) => /^aws_(?!subscribe)/.test(name)));
    };
    visit(parse(schemaOf(templates.dev)), { ObjectTypeDefinition: add, FieldDefinition: add });
    const ofKey = modes.filter((names) => names.includes('aws_api_key'));
    assert.ok(ofKey.length > 0);
    assert.deepEqual(
      ofKey.filter((names) => names.length === 1),
      [],
    );
  });
});

describe('the saga of refunds', () => {
  const functionsOf = (template: Template, variable: string) =>
    propertiesOf(template, 'AWS::Lambda::Function').filter(
      (one) => at(one, 'Environment', 'Variables', variable) !== undefined,
    );

  it('is started by its alias alone: by the outbox, the sweep, and the webhook of Stripe', () => {
    for (const [template, starters] of [
      [templates.dev, 2],
      [templates.prod, 3],
    ] as const) {
      const arns = functionsOf(template, 'REFUND_STATE_MACHINE_ARN').map((one) =>
        JSON.stringify(at(one, 'Environment', 'Variables', 'REFUND_STATE_MACHINE_ARN')),
      );
      assert.equal(arns.length, starters);
      for (const arn of arns) assert.match(arn, /^\{"Ref":"RefundSagaLive\w+"\}$/);
    }
  });

  it('has alarms for executions that end without having come to an end, and for refunds that are refused', () => {
    const alarms = propertiesOf(templates.dev, 'AWS::CloudWatch::Alarm');
    const ofSaga = alarms.filter((alarm) =>
      /"RefundSagaStateMachine\w+"/.test(JSON.stringify(at(alarm, 'Dimensions'))),
    );
    assert.deepEqual(
      ofSaga.map((alarm) => at(alarm, 'MetricName')),
      ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted', 'ExecutionThrottled'],
    );
    const refused = alarms.find((alarm) => at(alarm, 'MetricName') === 'RefundsRefused');
    assert.match(JSON.stringify(at(refused, 'Dimensions')), /SagaIssueRefundFunction/);
  });
});

describe('the sweep', () => {
  it('runs by a schedule, more often than any order may stand still', () => {
    const [rule] = propertiesOf(templates.dev, 'AWS::Events::Rule');
    assert.equal(at(rule, 'ScheduleExpression'), 'rate(5 minutes)');
    assert.match(JSON.stringify(at(rule, 'Targets')), /SweepOrders/);
  });

  it('finds orders by an index of those alone that have further to go', () => {
    const indexes = propertiesOf(templates.dev, 'AWS::DynamoDB::Table').flatMap(
      (table) => at(table, 'GlobalSecondaryIndexes') ?? [],
    );
    const waiting = indexes.find((index) => at(index, 'IndexName') === 'waiting');
    assert.deepEqual(at(waiting, 'KeySchema', 1), { AttributeName: 'waitingSince', KeyType: 'RANGE' });
    assert.deepEqual(at(waiting, 'Projection'), { ProjectionType: 'KEYS_ONLY' });
  });

  it('rings for what it counts', () => {
    const metrics = propertiesOf(templates.dev, 'AWS::CloudWatch::Alarm')
      .filter((alarm) => at(alarm, 'Namespace') === 'Ordersaga')
      .filter((alarm) => JSON.stringify(at(alarm, 'Dimensions')).includes('SweepOrders'))
      .map((alarm) => at(alarm, 'MetricName'));
    assert.deepEqual(metrics, ['OrdersParked', 'OrdersStuck', 'EventsUndelivered', 'OrdersSwept']);
  });
});

describe('who takes the money', () => {
  it('is the sandbox in dev and Stripe in prod', () => {
    const functionsWithKey = (stage: 'dev' | 'prod') =>
      propertiesOf(templates[stage], 'AWS::Lambda::Function').filter(
        (one) => at(one, 'Environment', 'Variables', 'STRIPE_SECRET_ARN') !== undefined,
      );
    assert.equal(functionsWithKey('dev').length, 0);
    assert.equal(functionsWithKey('prod').length, 4);
  });

  it('has a bank whose page anybody can open, only if it is the sandbox', () => {
    const isSandbox = (stage: 'dev' | 'prod') => Object.keys(templates[stage].findOutputs('SandboxBankUrl')).length > 0;
    assert.ok(isSandbox('dev'));
    assert.ok(!isSandbox('prod'));
    const banks = (stage: 'dev' | 'prod') =>
      Object.keys(allResources(templates[stage])).filter((id) => /^SandboxBank/.test(id));
    assert.ok(banks('dev').length > 0);
    assert.deepEqual(banks('prod'), []);
    assert.ok(!JSON.stringify(templates.prod.toJSON()).includes('SANDBOX_BANK'));
  });

  it('gets no right to the ledger of the sandbox if it is Stripe', () => {
    const ofLedger = (stage: 'dev' | 'prod') =>
      statements(templates[stage]).filter(({ targets }) => JSON.stringify(targets).includes('TablesPayments'));
    assert.ok(ofLedger('dev').length > 0);
    assert.deepEqual(ofLedger('prod'), []);
  });

  it('gives its key and its signing secret after the deployment, and no deployment overwrites them', () => {
    const secrets: { readonly [id: string]: unknown } = templates.prod.findResources('AWS::SecretsManager::Secret');
    // By another id it would be another secret, which holds nothing.
    assert.deepEqual(Object.keys(secrets), ['PaymentsStripeSecretKeyCFC35C9F', 'StripeWebhookSigningSecretAD6E2455']);
    for (const secret of Object.values(secrets)) {
      // A change of one of these two would make a new version of the secret.
      assert.deepEqual(at(secret, 'Properties', 'GenerateSecretString'), {});
      assert.equal(at(secret, 'Properties', 'SecretString'), undefined);
    }
  });

  it('has an address for webhooks if it is Stripe, which runs what is live', () => {
    const ofStripe = (stage: 'dev' | 'prod') =>
      propertiesOf(templates[stage], 'AWS::Lambda::Url').filter((url) =>
        JSON.stringify(at(url, 'TargetFunctionArn')).includes('StripeWebhookEndpoint'),
      );
    const outputs = (stage: 'dev' | 'prod') => templates[stage].findOutputs('StripeWebhookUrl');
    assert.deepEqual([ofStripe('dev'), outputs('dev')], [[], {}]);
    assert.deepEqual(
      ofStripe('prod').map((url) => [at(url, 'AuthType'), at(url, 'Qualifier')]),
      [['NONE', 'live']],
    );
    assert.match(JSON.stringify(at(outputs('prod'), 'StripeWebhookUrl', 'Value')), /FunctionUrl/);
  });
});

function schemaOf(template: Template): string {
  return stringAt(propertiesOf(template, 'AWS::AppSync::GraphQLSchema')[0], 'Definition');
}
