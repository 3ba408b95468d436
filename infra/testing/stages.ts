/** Stages as `stages/` sets them, with changes, and their templates. */
import type { Template } from 'aws-cdk-lib/assertions';
import { OrdersagaStack } from '../ordersaga-stack.ts';
import { readStageSettings } from '../stage-settings.ts';
import type { StageSettings } from '../stage-settings.ts';
import { createStage } from '../stage.ts';
import type { Stage } from '../stage.ts';
import { templateOf } from './template.ts';

export function stageNamed(name: 'dev' | 'prod', changes: Partial<StageSettings> = {}): Stage {
  return createStage(name, { ...readStageSettings(name), ...changes });
}

/** Every construct is in one of them, and every branch that settings decide on. */
export const EVERY_KIND_OF_STAGE: readonly (readonly [title: string, stage: Stage])[] = [
  ['dev', stageNamed('dev')],
  ['prod', stageNamed('prod')],
  [
    'prod with mails',
    stageNamed('prod', {
      sender: 'orders@shop.example',
      senderIdentity: 'shop.example',
      alarmAddress: 'ops@shop.example',
    }),
  ],
  ['dev with Stripe', stageNamed('dev', { paymentGateway: 'stripe' })],
];

/** Tests of several files ask for the same ones. */
const templates = new WeakMap<Stage, Template>();

export function templateFor(stage: Stage): Template {
  const template = templates.get(stage) ?? templateOf((app) => new OrdersagaStack(app, stage));
  templates.set(stage, template);
  return template;
}
