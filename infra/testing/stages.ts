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

export function templateFor(stage: Stage): Template {
  return templateOf((app) => new OrdersagaStack(app, stage));
}
