/** Refuses what of the Amazon States Language does not run here: each row says what, and what would happen. */

import type { JsonObject } from '../../../kernel/json.ts';
import { objectAt, stringAt } from '../../../kernel/json.ts';
import { findMachines, findExpressions, findStates } from './walk-states.ts';

/**
 * What of `definition` isn't supported, one line each, with the state that it is in; empty if all of it is. `isMocked`: the
 * states' results are given, as to TestState, and so nothing is called and no iteration runs.
 */
export function findUnsupportedFeatures(definition: JsonObject, isMocked = false): readonly string[] {
  const counts = ({ isFineIfMocked = false }: Feature) => !(isMocked && isFineIfMocked);
  const inMachines = findMachines(definition).flatMap((machine) =>
    MACHINE_FEATURES.filter(counts)
      .filter(({ isIn }) => isIn(machine))
      .map(({ feature, why }) => `${feature} (${why})`),
  );
  const inStates = findStates(definition).flatMap(({ name, fields }) =>
    STATE_FEATURES.filter(counts)
      .filter(({ isIn }) => isIn(fields))
      .map(({ feature, why }) => `${feature} in state ${name} (${why})`),
  );
  return [...inMachines, ...inStates];
}

type Feature = {
  readonly feature: string;
  readonly why: string;
  readonly isFineIfMocked?: boolean;
  readonly isIn: (fields: JsonObject) => boolean;
};

function has(...names: readonly string[]) {
  return (fields: JsonObject): boolean => names.some((name) => name in fields);
}

/** Strings in expressions are data. */
const QUOTED = /'(?:[^'\\]|\\.)*'/gs;

function pathMatches(pattern: RegExp) {
  return (fields: JsonObject): boolean =>
    findExpressions(fields).some((text) => pattern.test(text.replaceAll(QUOTED, "''")));
}

function resourceMatches(pattern: RegExp) {
  return (fields: JsonObject): boolean => pattern.test(stringAt(fields, 'Resource') ?? '');
}

const waitsForToken = resourceMatches(/\.waitForTaskToken$/);

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
    isFineIfMocked: true,
    isIn: (machine) => objectAt(machine, 'ProcessorConfig')['Mode'] === 'DISTRIBUTED',
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
  ...fineIfMocked(
    {
      feature: '$$.Task',
      why: 'only a task with .waitForTaskToken has a token',
      isIn: (fields) => !waitsForToken(fields) && pathMatches(/\$\$\.Task\b/)(fields),
    },
    { feature: '.sync', why: 'it would not wait', isIn: resourceMatches(/\.sync(:\d)?$/) },
    {
      feature: 'HeartbeatSeconds',
      why: 'only a task with .waitForTaskToken gets heartbeats here',
      isIn: (fields) => !waitsForToken(fields) && has('HeartbeatSeconds', 'HeartbeatSecondsPath')(fields),
    },
    { feature: 'Credentials', why: 'the role of the state machine would be used', isIn: has('Credentials') },
    { feature: 'ItemReader', why: 'the items would not be read', isIn: has('ItemReader') },
    { feature: 'ItemBatcher', why: 'items would come one by one', isIn: has('ItemBatcher') },
    { feature: 'ResultWriter', why: 'nothing would be written', isIn: has('ResultWriter') },
    {
      feature: 'ToleratedFailure',
      why: 'the first failure would end the Map',
      isIn: (fields) => Object.keys(fields).some((name) => name.startsWith('ToleratedFailure')),
    },
  ),
];

function fineIfMocked(...features: readonly Feature[]): readonly Feature[] {
  return features.map((feature) => ({ ...feature, isFineIfMocked: true }));
}
