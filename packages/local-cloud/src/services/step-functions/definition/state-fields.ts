/** The fields of each type of state ("State Types", Amazon States Language; JSONPath). */

import {
  anything,
  array,
  expression,
  integer,
  list,
  MAX_INTEGER,
  object,
  oneOf,
  orNull,
  path,
  referencePath,
  seconds,
  template,
  text,
  timestamp,
} from './checks.ts';
import type { Check } from './checks.ts';

export type Fields = { readonly [field: string]: Check };

export type StateType = {
  readonly fields: Fields;
  readonly required?: readonly string[];
  /** Of each group exactly one field is given. */
  readonly exactlyOne?: readonly (readonly string[])[];
  /** Of each group one field at most is given. */
  readonly atMostOne?: readonly (readonly string[])[];
};

export type StateTypes = { readonly [type: string]: StateType };

const isTrue: Check = (value) => (value === true ? undefined : 'expected true');

const ANY_STATE: Fields = { Type: text, Comment: text, QueryLanguage: oneOf('JSONPath') };
const SELECTS: Fields = { InputPath: orNull(path), OutputPath: orNull(path) };
const GOES_ON: Fields = { Next: text, End: isTrue };
const HAS_RESULT: Fields = { Parameters: template, ResultPath: orNull(referencePath) };
const MAY_FAIL: Fields = { ResultSelector: template, Retry: array, Catch: array };
const NEXT_OR_END = ['Next', 'End'];

export const STATE_TYPES: StateTypes = {
  Pass: {
    fields: { ...ANY_STATE, ...SELECTS, ...GOES_ON, ...HAS_RESULT, Result: anything },
    exactlyOne: [NEXT_OR_END],
  },
  Task: {
    fields: {
      ...ANY_STATE,
      ...SELECTS,
      ...GOES_ON,
      ...HAS_RESULT,
      ...MAY_FAIL,
      Resource: text,
      TimeoutSeconds: seconds(1),
      TimeoutSecondsPath: path,
      HeartbeatSeconds: seconds(1),
      HeartbeatSecondsPath: path,
    },
    required: ['Resource'],
    exactlyOne: [NEXT_OR_END],
    atMostOne: [['TimeoutSeconds', 'TimeoutSecondsPath']],
  },
  Choice: { fields: { ...ANY_STATE, ...SELECTS, Choices: list, Default: text }, required: ['Choices'] },
  Wait: {
    fields: {
      ...ANY_STATE,
      ...SELECTS,
      ...GOES_ON,
      Seconds: seconds(0),
      SecondsPath: path,
      Timestamp: timestamp,
      TimestampPath: path,
    },
    exactlyOne: [NEXT_OR_END, ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath']],
  },
  Succeed: { fields: { ...ANY_STATE, ...SELECTS } },
  Fail: {
    fields: { ...ANY_STATE, Error: text, ErrorPath: expression, Cause: text, CausePath: expression },
    atMostOne: [
      ['Error', 'ErrorPath'],
      ['Cause', 'CausePath'],
    ],
  },
  Parallel: {
    fields: { ...ANY_STATE, ...SELECTS, ...GOES_ON, ...HAS_RESULT, ...MAY_FAIL, Branches: list },
    required: ['Branches'],
    exactlyOne: [NEXT_OR_END],
  },
  Map: {
    fields: {
      ...ANY_STATE,
      ...SELECTS,
      ...GOES_ON,
      ...HAS_RESULT,
      ...MAY_FAIL,
      ItemProcessor: object,
      Iterator: object,
      ItemsPath: path,
      ItemSelector: template,
      MaxConcurrency: integer(0, MAX_INTEGER),
      MaxConcurrencyPath: path,
      Label: text,
    },
    exactlyOne: [NEXT_OR_END, ['ItemProcessor', 'Iterator']],
    atMostOne: [
      ['MaxConcurrency', 'MaxConcurrencyPath'],
      ['ItemSelector', 'Parameters'],
    ],
  },
};

export const MACHINE_FIELDS: Fields = {
  Comment: text,
  StartAt: text,
  States: object,
  TimeoutSeconds: seconds(1),
  Version: text,
  QueryLanguage: oneOf('JSONPath'),
  ProcessorConfig: object,
};
