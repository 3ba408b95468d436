/** Step Functions: state machines in the Amazon States Language, whose executions outlive the process. */

import { definePlugin } from '../../plugin/plugin.ts';
import { OPERATIONS } from './operations.ts';
import { STATE_MACHINE } from './state-machine.ts';
import { STATE_MACHINE_ALIAS } from './versions/alias.ts';
import { createStateMachines } from './versions/register.ts';
import type { StateMachines } from './versions/register.ts';
import { STATE_MACHINE_VERSION } from './versions/version.ts';

export const stepFunctions = definePlugin<StateMachines>({
  name: 'step-functions',

  resourceTypes: {
    'AWS::StepFunctions::StateMachine': STATE_MACHINE,
    'AWS::StepFunctions::StateMachineVersion': STATE_MACHINE_VERSION,
    'AWS::StepFunctions::StateMachineAlias': STATE_MACHINE_ALIAS,
  },

  services: { states: { jsonTarget: 'AWSStepFunctions', host: 'states', operations: OPERATIONS } },

  open: () => createStateMachines(),

  /** Executions that the last process did not finish go on. */
  ready: async (stateMachines) => {
    for (const stateMachine of stateMachines.list()) await stateMachine.resume();
  },
});
