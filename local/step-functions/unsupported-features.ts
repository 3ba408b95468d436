/** Refuses what aws-local-stepfunctions 3.0.0 would get silently wrong: each row says what, and what would happen. */

import type { JsonObject } from '../gateway/aws-call.ts';
import { isJsonObject, objectAt, textAt } from '../json.ts';
import { findMachines, findPaths, findStates } from './walk-states.ts';

/** What of `definition` cannot be carried, one line each, with the state that it is in; empty when all can. */
export const findUnsupportedFeatures = (definition: JsonObject): readonly string[] => {
  const inMachines = findMachines(definition).flatMap((machine) =>
    MACHINE_FEATURES.filter(({ isIn }) => isIn(machine)).map(({ feature, why }) => `${feature} (${why})`),
  );
  const inStates = findStates(definition).flatMap(({ name, fields }) =>
    STATE_FEATURES.filter(({ isIn }) => isIn(fields)).map(({ feature, why }) => `${feature} in state ${name} (${why})`),
  );
  return [...inMachines, ...inStates];
};

type Feature = { readonly feature: string; readonly why: string; readonly isIn: (fields: JsonObject) => boolean };

/** Timers of Node.js end at 2^31 ms, some 24 days, and fire at once beyond. */
const LONGEST_TIMER_SECONDS = 2 ** 31 / 1000;

const has =
  (...names: readonly string[]) =>
  (fields: JsonObject): boolean =>
    names.some((name) => name in fields);

const pathMatches =
  (pattern: RegExp) =>
  (fields: JsonObject): boolean =>
    findPaths(fields).some((path) => pattern.test(path));

const resourceMatches =
  (pattern: RegExp) =>
  (fields: JsonObject): boolean =>
    pattern.test(textAt(fields, 'Resource') ?? '');

const jsonata: Feature = {
  feature: 'QueryLanguage JSONata',
  why: 'its expressions would be ignored and the input passed through',
  isIn: ({ QueryLanguage: language }) => language === 'JSONata',
};

const MACHINE_FEATURES: readonly Feature[] = [
  jsonata,
  {
    feature: 'a distributed Map',
    why: 'it would run inline',
    isIn: (machine) => objectAt(machine, 'ProcessorConfig').Mode === 'DISTRIBUTED',
  },
];

const STATE_FEATURES: readonly Feature[] = [
  jsonata,
  {
    feature: 'Output, Arguments or Items',
    why: 'they belong to JSONata and would be ignored',
    isIn: has('Output', 'Arguments', 'Items'),
  },
  { feature: 'Assign', why: 'variables would never be set', isIn: has('Assign') },
  { feature: 'a variable', why: 'there are none', isIn: pathMatches(/(^|[(,\s])\$[A-Za-z_]/) },
  { feature: '$$.State', why: 'the context object lacks it', isIn: pathMatches(/\$\$\.State\b/) },
  { feature: '$$.Task', why: 'there are no task tokens', isIn: pathMatches(/\$\$\.Task\b/) },
  { feature: 'the whole context object', why: 'it would lack members', isIn: pathMatches(/^\$\$$/) },
  { feature: '.waitForTaskToken', why: 'it would not wait', isIn: resourceMatches(/\.waitForTaskToken$/) },
  { feature: '.sync', why: 'it would not wait', isIn: resourceMatches(/\.sync(:\d)?$/) },
  { feature: 'HeartbeatSeconds', why: 'it would be ignored', isIn: has('HeartbeatSeconds', 'HeartbeatSecondsPath') },
  { feature: 'Credentials', why: 'the role of the state machine would be used', isIn: has('Credentials') },
  { feature: 'ItemReader', why: 'the items would not be read', isIn: has('ItemReader') },
  { feature: 'ItemBatcher', why: 'items would come one by one', isIn: has('ItemBatcher') },
  { feature: 'ResultWriter', why: 'nothing would be written', isIn: has('ResultWriter') },
  {
    feature: 'ToleratedFailure',
    why: 'the first failure would end the Map',
    isIn: (fields) => Object.keys(fields).some((name) => name.startsWith('ToleratedFailure')),
  },
  {
    feature: 'States.TaskFailed on a Map or Parallel state',
    why: 'it would never match',
    isIn: (fields) => fields.Type !== 'Task' && errorsOf(fields).includes('States.TaskFailed'),
  },
  { feature: 'States.JsonToString', why: 'backslashes would get lost', isIn: pathMatches(/\bStates\.JsonToString\b/) },
  {
    feature: 'an intrinsic function in ErrorPath or CausePath',
    why: 'it would be taken for a path',
    isIn: ({ ErrorPath: error, CausePath: cause }) => [error, cause].some((path) => String(path).startsWith('States.')),
  },
  {
    feature: 'a ResultPath in bracket notation',
    why: 'the result would land elsewhere',
    isIn: (fields) => [fields, ...catchersOf(fields)].some((one) => textAt(one, 'ResultPath')?.includes('[') === true),
  },
  {
    feature: 'a Pass state with an empty Result',
    why: 'the input would be passed instead',
    isIn: (fields) => fields.Type === 'Pass' && 'Result' in fields && !fields.Result,
  },
  {
    feature: 'a Wait of more than 24 days',
    why: 'it would end at once',
    isIn: ({ Seconds: seconds }) => typeof seconds === 'number' && seconds > LONGEST_TIMER_SECONDS,
  },
];

const catchersOf = ({ Catch: catchers }: JsonObject): readonly JsonObject[] =>
  Array.isArray(catchers) ? catchers.filter(isJsonObject) : [];

const errorsOf = (fields: JsonObject): readonly unknown[] => {
  const retriers = Array.isArray(fields.Retry) ? fields.Retry.filter(isJsonObject) : [];
  return [...retriers, ...catchersOf(fields)].flatMap(({ ErrorEquals: errors }) =>
    Array.isArray(errors) ? errors : [],
  );
};
