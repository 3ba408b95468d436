/** Values of the template's parameters and of parameters in Systems Manager's store. */

import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { asString, stringAt } from '../kernel/json.ts';
import { StartupError } from '../kernel/startup-error.ts';

/** The variable that gives or overrides a value: `PARAMETER_` and the name with `_` for every sign but letters and digits. */
export function parameterVariable(name: string): string {
  return `PARAMETER_${name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_/, '')}`;
}

const STORED = /^AWS::SSM::Parameter::Value<(.*)>$/;

/**
 * What `Ref` is for a parameter of the template: lists are split, and a type `AWS::SSM::Parameter::Value<…>` has the
 * value that `readStored` returns for the name that it holds. Throws `StartupError` where there is no value.
 */
export function templateParameter(
  name: string,
  parameter: JsonObject,
  readStored: (name: string, user: string) => string,
): JsonValue {
  const type = stringAt(parameter, 'Type') ?? 'String';
  const [, storedType] = STORED.exec(type) ?? [];
  const given = process.env[parameterVariable(name)] ?? parameter['Default'];
  if (given === undefined) {
    throw new StartupError(
      `The template's parameter ${name} has no default, and nothing gives it a value here: set ${parameterVariable(name)}=….`,
    );
  }
  const value = storedType === undefined ? given : readStored(asString(given), `The template's parameter ${name}`);
  return /^(?:List<.*>|CommaDelimitedList)$/.test(storedType ?? type)
    ? asString(value)
        .split(',')
        .map((item) => item.trim())
    : value;
}

export function missingParameter(name: string, user: string): StartupError {
  return new StartupError(
    `${user} takes the parameter ${name} from Systems Manager's store, and this stack does not create it. ` +
      `Set ${parameterVariable(name)}=… to give it a value here.`,
  );
}
