/** Evaluates intrinsic functions over a state's data. */

import type { JsonValue } from '../../../kernel/json.ts';
import { readPathValue } from '../json-path/read-path.ts';
import type { PathData } from '../json-path/read-path.ts';
import { asString } from './arguments.ts';
import { parseCall } from './expression.ts';
import type { Argument, Call } from './expression.ts';
import { IntrinsicFailure } from './failure.ts';
import { FORMAT, FUNCTIONS } from './functions.ts';
import { format } from './strings.ts';

/** A path in the arguments that finds nothing, which on AWS is no failure of the function but of the execution. */
export class MissingArgument extends Error {
  override readonly name = 'MissingArgument';
  readonly path: string;

  constructor(path: string) {
    super(`The JsonPath argument for the field '${path}' could not be found in the input`);
    this.path = path;
  }
}

/** Throws `IntrinsicFailure` and `MissingArgument`. The text has passed `checkCall`. */
export function evaluateCall(text: string, data: PathData): JsonValue {
  return evaluate(parseCall(text), data);
}

function evaluate({ name, arguments: list }: Call, data: PathData): JsonValue {
  if (name === FORMAT) {
    const [template, ...values] = list;
    return format(
      template ? templateOf(template, data) : '',
      values.map((value) => valueOf(value, data)),
    );
  }
  const known = FUNCTIONS[name];
  if (!known) throw new IntrinsicFailure(`There is no intrinsic function ${name}.`);
  return known.call(list.map((value) => valueOf(value, data)));
}

function templateOf(template: Argument, data: PathData): string {
  return template.kind === 'string' ? template.written : asString(valueOf(template, data));
}

function valueOf(argument: Argument, data: PathData): JsonValue {
  if (argument.kind === 'call') return evaluate(argument, data);
  if (argument.kind !== 'path') return argument.value;
  const read = readPathValue(argument.path, data);
  if ('value' in read) return read.value;
  throw new MissingArgument(argument.path.text);
}
