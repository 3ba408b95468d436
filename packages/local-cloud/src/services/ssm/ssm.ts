/** The gateway's Systems Manager: reads the parameters that the template creates. */

import type { Resource } from '../../assembly/resource.ts';
import { stringAt } from '../../kernel/json.ts';
import { parameterVariable } from '../../assembly/parameter-values.ts';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { unknownOperation } from '../../gateway/gateway.ts';
import type { Service } from '../../gateway/gateway.ts';
import type { Account } from '../../aws/place.ts';
import { parameterArn } from './ssm-arn.ts';

/** `parameters` are those of the template; a variable of the environment overrides a value. */
export function createSsm(parameters: readonly Resource[], account: Account): Service {
  const createdAt = Date.now() / 1000;

  const describe = ({ name, properties }: Resource): JsonObject => ({
    Name: name,
    Type: stringAt(properties, 'Type') ?? 'String',
    Value: process.env[parameterVariable(name)] ?? String(properties['Value'] ?? ''),
    Version: 1,
    LastModifiedDate: createdAt,
    ARN: parameterArn(account, name),
    DataType: stringAt(properties, 'DataType') ?? 'text',
  });

  /** By name or ARN, either of them with the version behind a colon. */
  const find = (wanted: string): JsonObject | undefined => {
    const parameter = parameters.find(({ name }) =>
      [name, parameterArn(account, name)].some((known) => wanted === known || wanted === `${known}:1`),
    );
    return parameter && describe(parameter);
  };

  const operations: { readonly [name: string]: (input: JsonObject) => JsonObject } = {
    GetParameter: ({ Name: name }) => {
      const Parameter = find(String(name ?? ''));
      if (!Parameter) throw new AwsError('ParameterNotFound', `The parameter ${String(name)} does not exist.`);
      return { Parameter };
    },
    GetParameters: ({ Names }) => {
      const names = textsIn(Names);
      return {
        Parameters: names.flatMap((name) => find(name) ?? []),
        InvalidParameters: names.filter((name) => !find(name)),
      };
    },
    GetParametersByPath: (input) => {
      const path = `${(stringAt(input, 'Path') ?? '/').replace(/\/$/, '')}/`;
      const isBelow = ({ name }: Resource) =>
        name.startsWith(path) && (input['Recursive'] === true || !name.slice(path.length).includes('/'));
      return { Parameters: parameters.filter(isBelow).map(describe) };
    },
  };

  return async (call) => {
    const operation = operations[call.operation];
    if (!operation) throw unknownOperation(call);
    return JSON.stringify(operation(call.input));
  };
}

function textsIn(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
