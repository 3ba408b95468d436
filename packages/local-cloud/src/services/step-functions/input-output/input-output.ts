/** Input and output of states ("Input and Output Processing with JSONPath", Amazon States Language). */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { limitInput, payloadOf } from './data-limit.ts';
import type { Payload } from './data-limit.ts';
import { parsePath } from '../json-path/parse-path.ts';
import { readPathValue } from '../json-path/read-path.ts';
import type { PathData } from '../json-path/read-path.ts';
import { tellMissing } from '../json-path/tell-missing.ts';
import { writePath } from '../json-path/write-path.ts';
import { runtimeError, StatesError } from '../errors/states-error.ts';
import { fillTemplate } from './payload-template.ts';

/** A state's fields, and what it was entered with. */
export type StateInput = {
  readonly name: string;
  readonly fields: JsonObject;
  readonly input: Payload;
  /** For paths: the input after `InputPath`, and the context object. */
  readonly data: PathData;
  readonly observe?: Observe;
};

/** Gets the data after each step on its way through a state, if somebody looks at that as TestState does. */
export type Observe = (step: DataStep, value: JsonValue) => void;

/** As TestState names them. */
type DataStep =
  | 'afterInputPath'
  | 'afterParameters'
  | 'afterItemsPointer'
  | 'afterItemsPath'
  | 'afterItemSelector'
  | 'afterItemBatcher'
  | 'result'
  | 'afterResultSelector'
  | 'afterResultPath';

/** What `InputPath` or `OutputPath` selects: `{}` if it is null, everything if it is absent. */
export function select(path: JsonValue | undefined, data: PathData): JsonValue {
  if (path === null) return {};
  return typeof path === 'string' ? readValue(path, data) : data.input;
}

/** Throws `States.Runtime` in the words of AWS if the path finds nothing. */
export function readValue(path: string, data: PathData): JsonValue {
  const read = readPathValue(path, data);
  if ('value' in read) return read.value;
  const parsed = parsePath(path);
  const missing = tellMissing(parsed, parsed.root === '$' ? data.input : data.context);
  throw runtimeError(`Invalid path '${path}' : ${missing}`);
}

/** The input after `Parameters`, or after `ItemSelector`. */
export function effectiveInput(template: JsonValue | undefined, { name, data, input }: StateInput): Payload {
  if (template !== undefined) return limitInput(fillTemplate(template, data), name);
  return data.input === input.value ? input : payloadOf(data.input);
}

/** The output that a result becomes by `ResultSelector`, `ResultPath` and `OutputPath`. */
export function outputOfResult(result: JsonValue, { fields, input, data, observe }: StateInput): JsonValue {
  const { ResultSelector: selector, OutputPath: outputPath } = fields;
  const selected = selector === undefined ? result : fillTemplate(selector, { ...data, input: result });
  observe?.('afterResultSelector', selected);
  const output = combine(fields, input.value, selected);
  observe?.('afterResultPath', output);
  return select(outputPath, { ...data, input: output });
}

/** `result` at the `ResultPath` of a state or a catcher, in `input`. */
export function combine({ ResultPath: path }: JsonObject, input: JsonValue, result: JsonValue): JsonValue {
  if (path === null) return input;
  if (typeof path !== 'string') return result;
  const combined = writePath(path, input, result);
  if (combined !== undefined) return combined;
  throw new StatesError(
    'States.ResultPathMatchFailure',
    `The ResultPath '${path}' cannot be applied to the input '${JSON.stringify(input)}'.`,
    true,
  );
}
