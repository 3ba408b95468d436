/** Systems Manager's parameters: those of the template, read by their operations. */

import { arnOfName } from '../../aws/arn.ts';
import { AwsError } from '../../aws/error.ts';
import type { Account } from '../../aws/place.ts';
import { parameterVariable } from '../../assembly/parameter-values.ts';
import { inTemplateOrder } from '../../assembly/resource.ts';
import type { Resource } from '../../assembly/resource.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { asString, stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';

export type Parameters = {
  readonly account: Account;
  readonly createdAtEpochSeconds: number;
  readonly resources: Resource[];
};

export const OPERATIONS = {
  GetParameter: operation('GetParameter', (input, parameters) => {
    const name = asString(input['Name'] ?? '');
    const Parameter = find(name, parameters);
    if (!Parameter) throw new AwsError('ParameterNotFound', `The parameter ${name} does not exist.`);
    return { Parameter };
  }),

  GetParameters: operation('GetParameters', (input, parameters) => {
    const names = stringsIn(input['Names']);
    return {
      Parameters: names.flatMap((name) => find(name, parameters) ?? []),
      InvalidParameters: names.filter((name) => !find(name, parameters)),
    };
  }),

  GetParametersByPath: operation('GetParametersByPath', (input, parameters) => {
    const path = `${(stringAt(input, 'Path') ?? '/').replace(/\/$/, '')}/`;
    const isBelow = ({ name }: Resource) =>
      name.startsWith(path) && (input['Recursive'] === true || !name.slice(path.length).includes('/'));
    const found = inTemplateOrder(parameters.resources).filter(isBelow);
    return { Parameters: found.map((parameter) => describe(parameter, parameters)) };
  }),
};

function operation(name: string, serve: Operation<Parameters>['serve']): Operation<Parameters> {
  return {
    serve,
    permissions: (input, _parameters, account) => {
      const names = Array.isArray(input['Names'])
        ? input['Names'].map(String)
        : [stringAt(input, 'Name') ?? stringAt(input, 'Path') ?? '*'];
      return names.map((parameter) => ({
        action: `ssm:${name}`,
        resource: parameterArn(account, parameter.replace(/:\d+$/, '')),
      }));
    },
  };
}

/** A name's first slash is that of the ARN. */
function parameterArn(account: Account, name: string): string {
  return arnOfName(name.replace(/^\//, ''), 'ssm', account, 'parameter/');
}

/** By name or ARN, either of them with the version behind a colon. */
function find(wanted: string, parameters: Parameters): JsonObject | undefined {
  const parameter = parameters.resources.find(({ name }) =>
    [name, parameterArn(parameters.account, name)].some((known) => wanted === known || wanted === `${known}:1`),
  );
  return parameter && describe(parameter, parameters);
}

/** A variable of the environment overrides the template's value. */
function describe({ name, properties }: Resource, { account, createdAtEpochSeconds }: Parameters): JsonObject {
  return {
    Name: name,
    Type: stringAt(properties, 'Type') ?? 'String',
    Value: process.env[parameterVariable(name)] ?? asString(properties['Value'] ?? ''),
    Version: 1,
    LastModifiedDate: createdAtEpochSeconds,
    ARN: parameterArn(account, name),
    DataType: stringAt(properties, 'DataType') ?? 'text',
  };
}

function stringsIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
