/** Step Functions' operations that tell the versions and aliases of a state machine. */

import { checkInput } from '../../../aws/check-input.ts';
import type { Structure } from '../../../aws/check-input.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { stringAt } from '../../../kernel/json.ts';
import type { Operation } from '../../../plugin/service.ts';
import { pageOf } from '../pages.ts';
import { permissionOn } from './permission-on.ts';
import type { StateMachines } from './register.ts';

const ARN = { type: 'text', min: 1, max: 256 } as const;
const PAGE = {
  maxResults: { type: 'number', min: 0, max: 1000 },
  nextToken: { type: 'text', min: 1, max: 1024 },
} as const;

export const VERSION_OPERATIONS: { readonly [name: string]: Operation<StateMachines> } = {
  DescribeStateMachineAlias: on('DescribeStateMachineAlias', 'stateMachineAliasArn', (arn, _input, stateMachines) => {
    const { name, description, routes, creationDate } = stateMachines.alias(arn);
    const routingConfiguration = routes.map(({ versionArn, weight }) => ({
      stateMachineVersionArn: versionArn,
      weight,
    }));
    const dates = { creationDate, updateDate: creationDate };
    return { stateMachineAliasArn: arn, name, description, routingConfiguration, ...dates };
  }),

  ListStateMachineAliases: on('ListStateMachineAliases', 'stateMachineArn', (arn, input, stateMachines) => {
    const aliases = stateMachines.aliasesOf(stateMachines.find(arn).host.arn);
    const { page, nextToken } = pageOf(aliases, input);
    return {
      stateMachineAliases: page.map((one) => ({ stateMachineAliasArn: one.arn, creationDate: one.creationDate })),
      ...(nextToken !== undefined && { nextToken }),
    };
  }),

  ListStateMachineVersions: on('ListStateMachineVersions', 'stateMachineArn', (arn, input, stateMachines) => {
    const versions = stateMachines.versionsOf(stateMachines.find(arn).host.arn);
    const { page, nextToken } = pageOf(versions, input);
    return {
      stateMachineVersions: page.map((one) => ({ stateMachineVersionArn: one.arn, creationDate: one.creationDate })),
      ...(nextToken !== undefined && { nextToken }),
    };
  }),
};

function on(
  name: string,
  member: string,
  serve: (arn: string, input: JsonObject, stateMachines: StateMachines) => JsonObject,
): Operation<StateMachines> {
  const structure: Structure = { type: 'structure', required: [member], members: { [member]: ARN, ...PAGE } };
  const arnIn = (input: JsonObject) => stringAt(input, member) ?? '';
  return {
    permissions: (input) => [permissionOn(name, arnIn(input))],
    serve: (input, stateMachines) => {
      checkInput(input, structure);
      return serve(arnIn(input), input, stateMachines);
    },
  };
}
