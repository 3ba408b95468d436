/** The ARNs of executions. */

import { randomUUID } from 'node:crypto';
import type { StateMachineDefinition } from './definition.ts';

export const executionArn = ({ arn, type }: StateMachineDefinition, name: string): string =>
  type === 'EXPRESS'
    ? `${arn.replace(':stateMachine:', ':express:')}:${name}:${randomUUID()}`
    : `${arn.replace(':stateMachine:', ':execution:')}:${name}`;

/** The state machine to which the execution with this ARN belongs. */
export const stateMachineArnOf = (executionArn: string): string =>
  executionArn
    .split(':')
    .slice(0, 7)
    .join(':')
    .replace(/:(execution|express):/, ':stateMachine:');
