/** Lambda's operations that tell the versions and aliases of a function. */

import { AwsError } from '../../aws/error.ts';
import type { Account } from '../../aws/place.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';
import type { Alias, FunctionRegister, Version } from './functions.ts';
import { functionArn, functionPermission } from './handle.ts';
import { functionNotFound } from './invoke.ts';

export const LIST_VERSIONS_BY_FUNCTION: Operation<FunctionRegister> = {
  permissions: functionPermission('lambda:ListVersionsByFunction'),
  serve: (input, functions, { place }) => {
    const arn = arnIn(input, place);
    const versions = functions.versionsOf(arn);
    if (!versions) throw functionNotFound(arn);
    return { Versions: versions.map(describeVersion) };
  },
};

export const LIST_ALIASES: Operation<FunctionRegister> = {
  permissions: functionPermission('lambda:ListAliases'),
  serve: (input, functions, { place }) => {
    const wanted = stringAt(input, 'FunctionVersion');
    const aliases = aliasesOf(input, functions, place);
    return { Aliases: aliases.filter(({ version }) => wanted === undefined || version === wanted).map(describeAlias) };
  },
};

export const GET_ALIAS: Operation<FunctionRegister> = {
  permissions: functionPermission('lambda:GetAlias'),
  serve: (input, functions, { place }) => {
    const name = stringAt(input, 'Name') ?? '';
    const alias = aliasesOf(input, functions, place).find((one) => one.name === name);
    if (alias) return describeAlias(alias);
    throw new AwsError('ResourceNotFoundException', `Cannot find alias arn: ${arnIn(input, place)}:${name}`, 404);
  },
};

function arnIn(input: JsonObject, account: Account): string {
  return functionArn(stringAt(input, 'FunctionName') ?? '', account);
}

function aliasesOf(input: JsonObject, functions: FunctionRegister, account: Account): readonly Alias[] {
  const arn = arnIn(input, account);
  const aliases = functions.aliasesOf(arn);
  if (!aliases) throw functionNotFound(arn);
  return aliases;
}

function describeVersion({ arn, version, description }: Version): JsonObject {
  return { FunctionArn: arn, FunctionName: arn.split(':').at(6) ?? '', Version: version, Description: description };
}

function describeAlias({ arn, name, version, description, weights }: Alias): JsonObject {
  return {
    AliasArn: arn,
    Name: name,
    FunctionVersion: version,
    Description: description,
    ...(Object.keys(weights).length > 0 && { RoutingConfig: { AdditionalVersionWeights: { ...weights } } }),
  };
}
