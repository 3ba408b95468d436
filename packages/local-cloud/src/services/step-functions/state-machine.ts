/** AWS::StepFunctions::StateMachine */

import { isJsonObject, parseObject, stringAt } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import { createExecutionJournal } from './stored-journal.ts';
import { createStateMachine } from './create-state-machine.ts';
import { arnOf } from '../../assembly/resource-type.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import { ROLES } from '../iam/handle.ts';
import type { StateMachines } from './operations.ts';

export const STATE_MACHINE: ResourceType<StateMachines> = {
  nameProperty: 'StateMachineName',
  properties: ['StateMachineName', 'DefinitionString', 'Definition', 'RoleArn', 'StateMachineType'],
  withoutEffect: ['EncryptionConfiguration', 'LoggingConfiguration', 'Tags', 'TracingConfiguration'],
  ref: arnOf('states', 'stateMachine:'),
  attributes: { Arn: arnOf('states', 'stateMachine:'), Name: ({ name }) => name },

  create: ({ logicalId, name, ref, properties }, stateMachines, cloud) => {
    const text = stringAt(properties, 'DefinitionString');
    const definition = text === undefined ? properties['Definition'] : parseObject(text);
    if (!isJsonObject(definition))
      throw new StartupError(`The definition of the state machine ${logicalId} is no JSON object.`);
    const { principal } = ROLES.of(cloud).find(stringAt(properties, 'RoleArn') ?? '');
    const stateMachine = createStateMachine(
      {
        name,
        arn: ref,
        definition,
        type: properties['StateMachineType'] === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
        principal,
      },
      { callAws: cloud.callAws, journal: createExecutionJournal(cloud.store, ref), log: cloud.log },
    );
    stateMachines.set(ref, stateMachine);
    cloud.onClose(() => stateMachine.close());
  },
};
