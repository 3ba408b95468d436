/** What the settings of a stage do to its template. */
import { App } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { OrdersagaStack } from './ordersaga-stack.ts';
import { createStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { stageNamed, templateFor } from './testing/stages.ts';
import { at, listAt, propertiesOf, resources, statements } from './testing/template.ts';
import { TYPES_WITH_UNIQUE_NAMES, uniqueNameOf } from './testing/unique-names.ts';

const dev = templateFor(stageNamed('dev'));
const prod = templateFor(
  stageNamed('prod', { sender: 'orders@shop.test', senderIdentity: 'shop.test', alarmAddress: 'ops@shop.test' }),
);

describe('mail', () => {
  const silent = templateFor(stageNamed('dev', { sender: null }));

  it('goes out from an identity that is not of the stack, so that stages can share it and a deletion keeps it', () => {
    assert.deepEqual(resources(prod, 'AWS::SES::EmailIdentity'), []);
    const sending = statements(prod).filter(({ actions }) => actions.some((action) => action.startsWith('ses:')));
    assert.deepEqual([...new Set(sending.flatMap(({ actions }) => actions))], ['ses:SendEmail']);
    const identities = JSON.stringify(sending).match(/identity\/[^"]+/g);
    assert.deepEqual(identities, ['identity/orders@shop.test', 'identity/shop.test']);
  });

  it('of the user pool goes out from there, too', () => {
    const [userPool] = propertiesOf(prod, 'AWS::Cognito::UserPool');
    assert.equal(at(userPool, 'EmailConfiguration', 'EmailSendingAccount'), 'DEVELOPER');
    assert.equal(at(userPool, 'EmailConfiguration', 'From'), 'orders@shop.test');
    assert.match(JSON.stringify(at(userPool, 'EmailConfiguration', 'SourceArn')), /identity\/shop\.test"/);
  });

  it('is not sent without a sender', () => {
    assert.equal(at(propertiesOf(silent, 'AWS::Cognito::UserPool')[0], 'EmailConfiguration'), undefined);
    assert.deepEqual(
      statements(silent).filter(({ actions }) => actions.some((action) => action.startsWith('ses:'))),
      [],
    );
  });
});

describe('an alarm', () => {
  it('is mailed to the address of the stage', () => {
    const [subscription] = propertiesOf(prod, 'AWS::SNS::Subscription');
    assert.equal(at(subscription, 'Endpoint'), 'ops@shop.test');
    for (const alarm of propertiesOf(prod, 'AWS::CloudWatch::Alarm')) {
      assert.deepEqual(at(alarm, 'AlarmActions', 0), at(subscription, 'TopicArn'));
    }
  });

  it('may use the topic, whose own policy takes the place of the one that AWS gives a topic', () => {
    const [policy] = propertiesOf(prod, 'AWS::SNS::TopicPolicy');
    const allowing = [at(policy, 'PolicyDocument', 'Statement')].flat().filter((one) => at(one, 'Effect') === 'Allow');
    assert.equal(allowing.length, 1);
    assert.equal(at(allowing[0], 'Action'), 'sns:Publish');
    assert.deepEqual(at(allowing[0], 'Principal'), { Service: 'cloudwatch.amazonaws.com' });
    const condition = at(allowing[0], 'Condition');
    assert.deepEqual(at(condition, 'StringEquals', 'aws:SourceAccount'), { Ref: 'AWS::AccountId' });
    const source = listAt(condition, 'ArnLike', 'aws:SourceArn', 'Fn::Join', 1);
    assert.equal(source.at(-1), ':alarm:ordersaga-prod-*');
  });

  it('goes to the topic also if the stage has no address, for another kind of subscriber', () => {
    const template = templateFor(stageNamed('dev', { alarmAddress: null }));
    assert.equal(propertiesOf(template, 'AWS::SNS::Topic').length, 1);
    assert.deepEqual(propertiesOf(template, 'AWS::SNS::Subscription'), []);
  });
});

describe('two stages in one account', () => {
  it('have no name in common', () => {
    const names = namesIn(templateFor(createStage('alice', stageNamed('dev'))));
    const ofDev = namesIn(dev);
    assert.ok(ofDev.size > 0);
    assert.deepEqual(
      [...names].filter((name) => ofDev.has(name)),
      [],
    );
  });

  it('are in the account and region that they name, or in any', () => {
    const account = { account: '123456789012', region: 'eu-central-1' };
    const environmentOf = (stage: Stage) => {
      // No template shows the code of the functions, so nothing is bundled.
      const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
      return new OrdersagaStack(app, stage).environment;
    };
    assert.equal(environmentOf(stageNamed('prod', account)), 'aws://123456789012/eu-central-1');
    assert.equal(environmentOf(stageNamed('prod')), 'aws://unknown-account/unknown-region');
  });
});

/** With their types. */
function namesIn(template: Template): Set<string> {
  const named = TYPES_WITH_UNIQUE_NAMES.flatMap((type) =>
    propertiesOf(template, type).map((properties) => ({ type, name: uniqueNameOf(type, properties) })),
  );
  return new Set(named.filter(({ name }) => name !== undefined).map(({ type, name }) => `${type} ${name}`));
}
