/** Step Functions: state machines in the Amazon States Language, whose executions outlive the process. */

import { definePlugin } from '../../plugin/plugin.ts';
import { OPERATIONS } from './operations.ts';
import type { StateMachines } from './operations.ts';
import { STATE_MACHINE } from './state-machine.ts';

export const stepFunctions = definePlugin<StateMachines>({
  name: 'step-functions',

  resourceTypes: { 'AWS::StepFunctions::StateMachine': STATE_MACHINE },

  services: { states: { jsonTarget: 'AWSStepFunctions', host: 'states', operations: OPERATIONS } },

  open: () => new Map(),

  /** Executions that the last process did not finish go on. */
  ready: async (stateMachines) => {
    for (const stateMachine of stateMachines.values()) await stateMachine.resume();
  },
});
