/** AWS::StepFunctions::StateMachine */

import { asString, isJsonObject, objectAt, parseObject, stringAt } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import { createExecutionJournal } from './stored-journal.ts';
import { createStateMachine } from './create-state-machine.ts';
import { arnOf } from '../../assembly/resource-type.ts';
import { recordMetric } from '../../plugin/metrics.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import { ROLES } from '../iam/handle.ts';
import { LOGS } from '../logs/handle.ts';
import type { Cloud } from '../../plugin/cloud.ts';
import type { HistoryEvent } from './history/history.ts';
import { vendedLine } from './history/vended-logs.ts';
import type { LogLevel } from './history/vended-logs.ts';
import { revisionId } from './execution/revisions.ts';
import type { StateMachines } from './versions/register.ts';

export const STATE_MACHINE: ResourceType<StateMachines> = {
  nameProperty: 'StateMachineName',
  properties: [
    'StateMachineName',
    'DefinitionString',
    'Definition',
    'RoleArn',
    'StateMachineType',
    'LoggingConfiguration',
  ],
  withoutEffect: ['EncryptionConfiguration', 'Tags', 'TracingConfiguration'],
  ref: arnOf('states', 'stateMachine:'),
  attributes: {
    Arn: arnOf('states', 'stateMachine:'),
    Name: ({ name }) => name,
    StateMachineRevisionId: (_machine, _place, context) =>
      revisionId(definitionOf((property) => context.property(property)) ?? {}, asString(context.property('RoleArn'))),
  },

  create: ({ logicalId, name, ref, properties }, stateMachines, cloud) => {
    const definition = definitionOf((property) => properties[property] ?? null);
    if (!definition) throw new StartupError(`The definition of the state machine ${logicalId} isn't a JSON object.`);
    const roleArn = stringAt(properties, 'RoleArn') ?? '';
    const { principal } = ROLES.of(cloud).assume(roleArn, { service: 'states', sourceArn: ref });
    const stateMachine = createStateMachine(
      {
        name,
        arn: ref,
        definition,
        type: properties['StateMachineType'] === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
        roleArn,
        principal,
      },
      {
        callAws: cloud.callAws,
        tokens: stateMachines.tokens,
        journal: createExecutionJournal(cloud.store, ref),
        log: cloud.log,
        record: (datum) => recordMetric(cloud, datum),
        writeHistory: historyWriter(objectAt(properties, 'LoggingConfiguration'), cloud),
      },
    );
    stateMachines.add(stateMachine);
    cloud.onClose(() => stateMachine.close());
  },
};

/** Writes what the logging level asks for to the log group of the configuration. Without one, there is no log. */
function historyWriter(configuration: JsonObject, cloud: Cloud): (executionArn: string, event: HistoryEvent) => void {
  const { Destinations: destinations } = configuration;
  const [destination] = Array.isArray(destinations) ? destinations.filter(isJsonObject) : [];
  const groupArn = stringAt(objectAt(destination ?? {}, 'CloudWatchLogsLogGroup'), 'LogGroupArn');
  if (groupArn === undefined) return () => {};
  const logs = LOGS.of(cloud);
  const groupName = groupArn.split(':').at(6) ?? groupArn;
  const settings = { level: levelOf(configuration), includesData: configuration['IncludeExecutionData'] === true };
  return (executionArn, event) => {
    const line = vendedLine(event, executionArn, settings);
    // Step Functions has a stream for each execution and hour.
    if (line !== undefined) logs.write(groupName, `states/${executionArn.split(':').slice(6).join('/')}`, line);
  };
}

function levelOf({ Level: level }: JsonObject): LogLevel {
  return level === 'ALL' || level === 'ERROR' || level === 'FATAL' ? level : 'OFF';
}

function definitionOf(property: (name: string) => JsonValue): JsonObject | undefined {
  const string = property('DefinitionString');
  const definition = typeof string === 'string' ? parseObject(string) : property('Definition');
  return isJsonObject(definition) ? definition : undefined;
}
