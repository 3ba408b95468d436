/** What the templates of both stages promise: encryption, least privilege, bounded retries, logs that are forgotten. */
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parse, visit } from 'graphql';
import type { ConstDirectiveNode } from 'graphql';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { OrdersagaStack } from './ordersaga-stack.ts';
import { withoutDescriptions } from './schema.ts';
import { stageNamed } from './stage.ts';

const GATEWAYS: { readonly [stage: string]: string } = { dev: 'sandbox', prod: 'stripe' };

type Resource = {
  readonly Type: string;
  // The template is JSON that CDK's own assertions hand out untyped.
  readonly Properties: ReturnType<Template['toJSON']>;
  readonly DeletionPolicy?: string;
};

const outdir = mkdtempSync(join(tmpdir(), 'ordersaga-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const templates = { dev: templateOf('dev'), prod: templateOf('prod') };

describe('in every stage', () => {
  for (const [stage, template] of Object.entries(templates)) {
    it(`tables are encrypted, restorable and paid by use (${stage})`, () => {
      for (const { Properties } of resources(template, 'AWS::DynamoDB::Table')) {
        assert.equal(Properties['SSESpecification'].SSEEnabled, true);
        assert.equal(Properties['PointInTimeRecoverySpecification'].PointInTimeRecoveryEnabled, true);
        assert.equal(Properties['BillingMode'], 'PAY_PER_REQUEST');
      }
    });

    it(`undelivered events are encrypted, private and only read over TLS (${stage})`, () => {
      for (const { Properties } of resources(template, 'AWS::S3::Bucket')) {
        assert.ok(Properties['BucketEncryption']);
        assert.deepEqual(new Set(Object.values(Properties['PublicAccessBlockConfiguration'])), new Set([true]));
      }
      const [policy] = resources(template, 'AWS::S3::BucketPolicy');
      const { Effect, Action, Condition } = policy?.Properties['PolicyDocument'].Statement[0];
      assert.deepEqual([Effect, Action, Condition], ['Deny', 's3:*', { Bool: { 'aws:SecureTransport': 'false' } }]);
    });

    it(`no role may do something to everything, but for what AWS grants no other way (${stage})`, () => {
      const unavoidable = /^(xray:|dynamodb:ListStreams$|logs:\w*(LogDeliver|ResourcePolic|DescribeLogGroups))/;
      for (const statement of statements(template)) {
        const actions = [statement.Action].flat();
        assert.ok(!actions.some((action) => action.includes('*')), JSON.stringify(statement));
        if (![statement.Resource].flat().includes('*')) continue;
        assert.deepEqual(
          actions.filter((action) => !unavoidable.test(action)),
          [],
        );
      }
    });

    it(`AppSync gets the schema without descriptions, which travel as metadata (${stage})`, () => {
      const [schema] = Object.values(template.findResources('AWS::AppSync::GraphQLSchema'));
      const documented = schema?.['Metadata']['LocalCloud::Documentation'].Definition;
      assert.match(documented, /"Accepted; nothing has been reserved or paid."/);
      assert.equal(schemaOf(template), withoutDescriptions(documented));
    });

    it(`the sweep may redrive what is parked, and read nothing else of the bucket (${stage})`, () => {
      const ofBucket = statements(template).filter(({ Action }) =>
        [Action].flat().some((action) => action.startsWith('s3:Get')),
      );
      assert.equal(ofBucket.length, 1);
      assert.deepEqual(ofBucket[0]?.Action, ['s3:GetObject', 's3:DeleteObject']);
      const ends = JSON.stringify(ofBucket[0]?.Resource).match(/\/\w+\/\*/g);
      assert.deepEqual(ends, ['/subscribers/*', '/bus/*', '/sagas/*']);
    });

    it(`an alarm rings for events that are parked and for those that stay so (${stage})`, () => {
      const metrics = resources(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties['MetricName']);
      assert.equal(metrics.filter((metric) => metric === 'EventsParked').length, 2);
      assert.equal(metrics.filter((metric) => metric === 'EventsUndelivered').length, 1);
    });

    it(`every function and the state machine are traced, and all logs are forgotten in time (${stage})`, () => {
      const logGroups = resources(template, 'AWS::Logs::LogGroup');
      for (const { Properties } of logGroups) assert.ok(Properties['RetentionInDays']);
      const functions = resources(template, 'AWS::Lambda::Function');
      for (const { Properties } of functions) {
        assert.equal(Properties['TracingConfig'].Mode, 'Active');
        assert.ok(Properties['LoggingConfig'].LogGroup);
      }
      assert.equal(logGroups.length, functions.length + 2);
      const [stateMachine] = resources(template, 'AWS::StepFunctions::StateMachine');
      assert.equal(stateMachine?.Properties['TracingConfiguration'].Enabled, true);
    });

    it(`every resolver and pipeline step is APPSYNC_JS with both handlers (${stage})`, () => {
      const types = ['AWS::AppSync::Resolver', 'AWS::AppSync::FunctionConfiguration'];
      const code = types.flatMap((type) => resources(template, type));
      assert.equal(code.length, 13);
      for (const { Properties } of code) {
        assert.equal(Properties['Runtime'].Name, 'APPSYNC_JS');
        assert.match(Properties['Code'], /export \{\s*request,\s*response/);
      }
    });
  }
});

describe('stage dev', () => {
  it('can be thrown away, and has an API key', () => {
    for (const { DeletionPolicy } of resources(templates.dev, 'AWS::DynamoDB::Table')) {
      assert.equal(DeletionPolicy, 'Delete');
    }
    assert.equal(resources(templates.dev, 'AWS::AppSync::ApiKey').length, 1);
    assert.match(schemaOf(templates.dev), /@aws_api_key/);
  });
});

describe('stage prod', () => {
  it('keeps its data', () => {
    const keepers = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'];
    for (const { DeletionPolicy } of keepers.flatMap((type) => resources(templates.prod, type))) {
      assert.equal(DeletionPolicy, 'Retain');
    }
    for (const { Properties } of resources(templates.prod, 'AWS::DynamoDB::Table')) {
      assert.equal(Properties['DeletionProtectionEnabled'], true);
    }
    assert.equal(resources(templates.prod, 'AWS::Cognito::UserPool')[0]?.Properties['DeletionProtection'], 'ACTIVE');
  });

  it('has no API key, no introspection and no sample products', () => {
    assert.deepEqual(resources(templates.prod, 'AWS::AppSync::ApiKey'), []);
    assert.doesNotMatch(schemaOf(templates.prod), /api_key/);
    const [api] = resources(templates.prod, 'AWS::AppSync::GraphQLApi');
    assert.deepEqual(api?.Properties['AdditionalAuthenticationProviders'], [{ AuthenticationType: 'AWS_IAM' }]);
    assert.equal(api?.Properties['IntrospectionConfig'], 'DISABLED');
    assert.deepEqual(resources(templates.prod, 'Custom::SampleProducts'), []);
  });

  it('opens nothing to customers that in dev is for the API key alone', () => {
    // Where no mode is named, the default one may pass: taking the key away must not leave a place bare.
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

describe('the outbox relay', () => {
  const mappings = resources(templates.dev, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) => Properties);

  it('has one reader that starts sagas, also to undo what is cancelled, and one that publishes everything', () => {
    const patterns = mappings.map(({ FilterCriteria }) => JSON.parse(FilterCriteria.Filters[0].Pattern));
    assert.deepEqual(patterns, [
      {
        eventName: ['INSERT'],
        dynamodb: { NewImage: { eventType: { S: ['ORDER_CREATED', 'CANCELLATION_REQUESTED'] } } },
      },
      { eventName: ['INSERT'] },
    ]);
  });

  it('retries within bounds, record by record, and keeps what it gives up', () => {
    for (const mapping of mappings) {
      assert.deepEqual(mapping['FunctionResponseTypes'], ['ReportBatchItemFailures']);
      assert.equal(mapping['BisectBatchOnFunctionError'], true);
      assert.ok(mapping['MaximumRetryAttempts'] > 0 && mapping['MaximumRecordAgeInSeconds'] > 0);
      assert.match(JSON.stringify(mapping['DestinationConfig']), /Undelivered/);
      assert.deepEqual(mapping['MetricsConfig'], { Metrics: ['EventCount'] });
    }
  });
});

describe('the sweep', () => {
  it('runs by a schedule, more often than any order may stand still', () => {
    const [rule] = resources(templates.dev, 'AWS::Events::Rule');
    assert.equal(rule?.Properties['ScheduleExpression'], 'rate(5 minutes)');
    assert.match(JSON.stringify(rule?.Properties['Targets']), /SweepOrders/);
  });

  it('finds orders by an index of those alone that have further to go', () => {
    const indexes = resources(templates.dev, 'AWS::DynamoDB::Table').flatMap(
      ({ Properties }) => Properties['GlobalSecondaryIndexes'] ?? [],
    );
    const { KeySchema, Projection } = indexes.find(({ IndexName }) => IndexName === 'waiting');
    assert.deepEqual(KeySchema[1], { AttributeName: 'waitingSince', KeyType: 'RANGE' });
    assert.deepEqual(Projection, { ProjectionType: 'KEYS_ONLY' });
  });

  it('rings for what it counts', () => {
    const metrics = resources(templates.dev, 'AWS::CloudWatch::Alarm')
      .filter(({ Properties }) => Properties['Namespace'] === 'Ordersaga')
      .map(({ Properties }) => Properties['MetricName']);
    assert.deepEqual(metrics, ['EventsParked', 'EventsParked', 'OrdersParked', 'OrdersStuck', 'EventsUndelivered']);
  });
});

describe('who takes the money', () => {
  it('is the sandbox in dev, Stripe in prod, and nobody by default where money is real', () => {
    const functionsWithKey = (stage: 'dev' | 'prod') =>
      resources(templates[stage], 'AWS::Lambda::Function').filter(
        ({ Properties }) => 'STRIPE_SECRET_ARN' in (Properties['Environment']?.Variables ?? {}),
      );
    assert.equal(functionsWithKey('dev').length, 0);
    assert.equal(functionsWithKey('prod').length, 2);
    const withoutContext = () => new OrdersagaStack(new App({ outdir: join(outdir, 'none') }), stageNamed('prod'));
    assert.throws(withoutContext, /Stage prod needs a payment gateway/);
  });
});

function templateOf(stage: string): Template {
  const app = new App({ outdir: join(outdir, stage), context: { paymentGateway: GATEWAYS[stage] } });
  return Template.fromStack(new OrdersagaStack(app, stageNamed(stage)));
}

function resources(template: Template, type: string): Resource[] {
  return Object.values(template.findResources(type)).filter(isResource);
}

function isResource(value: object): value is Resource {
  return 'Type' in value && 'Properties' in value;
}

function statements(template: Template): { Action: string | string[]; Resource: unknown }[] {
  return resources(template, 'AWS::IAM::Policy').flatMap(({ Properties }) => Properties['PolicyDocument'].Statement);
}

function schemaOf(template: Template): string {
  return resources(template, 'AWS::AppSync::GraphQLSchema')[0]?.Properties['Definition'];
}
