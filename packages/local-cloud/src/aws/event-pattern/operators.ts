/** The rules of event patterns ("Comparison operators", EventBridge user guide), checked as aws/event-ruler checks them. */

import { BlockList, isIP } from 'node:net';
import type { JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import { matchesWildcard, parseWildcard } from '../../kernel/wildcard.ts';
import { checkNumeric, matchesNumeric } from './numeric.ts';

/** A value that is neither an object nor a list. */
export type Leaf = string | number | boolean | null;

type Operator = {
  /** What is wrong with the operand; undefined if nothing is. */
  problem(operand: JsonValue): string | undefined;
  matches(operand: JsonValue, value: Leaf): boolean;
};

const IGNORE_CASE = 'equals-ignore-case';

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string';
}

function textProblem(operand: JsonValue): string | undefined {
  return isText(operand) ? undefined : 'must hold a string';
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

type TextTest = (value: string, operand: string) => boolean;

function textOperator(test: TextTest): Operator {
  return {
    problem: textProblem,
    matches: (operand, value) => isText(operand) && isText(value) && test(value, operand),
  };
}

/** `prefix` and `suffix`, which may ignore case: `{ "prefix": { "equals-ignore-case": "x" } }`. */
function endOperator(test: TextTest): Operator {
  return {
    problem: (operand) => {
      if (!isJsonObject(operand)) return textProblem(operand);
      const isKnown = Object.keys(operand).join() === IGNORE_CASE && isText(operand[IGNORE_CASE]);
      return isKnown ? undefined : `must hold a string, or ${IGNORE_CASE} with a string`;
    },
    matches: (operand, value) => {
      if (!isText(value)) return false;
      if (isText(operand)) return test(value, operand);
      const text = isJsonObject(operand) ? operand[IGNORE_CASE] : undefined;
      return isText(text) && test(value.toLowerCase(), text.toLowerCase());
    },
  };
}

const wildcard: Operator = {
  problem: (operand) => {
    if (!isText(operand)) return 'must hold a string';
    const pieces = parseWildcard(operand);
    if (!pieces) return 'has a backslash before something else than * and a backslash';
    return pieces.slice(1, -1).includes('') ? 'has wildcards beside each other' : undefined;
  },
  matches: (operand, value) => isText(operand) && isText(value) && matchesWildcard(operand, value),
};

const cidr: Operator = {
  problem: (operand) => (subnetOf(operand) ? undefined : 'must hold a range of addresses such as 10.0.0.0/24'),
  matches: (operand, value) => {
    const version = isText(value) ? isIP(value) : 0;
    return version !== 0 && subnetOf(operand)?.check(String(value), version === 4 ? 'ipv4' : 'ipv6') === true;
  },
};

function subnetOf(operand: JsonValue): BlockList | undefined {
  const [, address = '', bits = ''] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(isText(operand) ? operand : '') ?? [];
  const version = isIP(address);
  if (version === 0 || Number(bits) > (version === 4 ? 32 : 128)) return undefined;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), version === 4 ? 'ipv4' : 'ipv6');
  return list;
}

const numeric: Operator = { problem: checkNumeric, matches: matchesNumeric };

const exists: Operator = {
  problem: (operand) => (typeof operand === 'boolean' ? undefined : 'must hold true or false'),
  // Only a leaf that is there gets here; `false` is decided by the fields that an event lacks.
  matches: (operand) => operand === true,
};

function listOf(operand: JsonValue): readonly JsonValue[] {
  return Array.isArray(operand) ? operand : [operand];
}

/** The operators that may stand inside of `anything-but`, all with a string or a list of strings. */
const INSIDE_ANYTHING_BUT: { readonly [name: string]: TextTest } = {
  prefix: (value, operand) => value.startsWith(operand),
  suffix: (value, operand) => value.endsWith(operand),
  [IGNORE_CASE]: isSame,
  wildcard: (value, operand) => matchesWildcard(operand, value),
};

/** `anything-but` with strings or numbers alone, which is all that Lambda's filters know. */
const anythingButValues: Operator = {
  problem: (operand) => {
    const values = listOf(operand);
    const isOfOne = values.every(isText) || values.every((value) => typeof value === 'number');
    return isOfOne && values.length > 0 ? undefined : 'must hold strings or numbers, and not both';
  },
  matches: (operand, value) => !listOf(operand).includes(value),
};

const anythingBut: Operator = {
  problem: (operand) => {
    if (!isJsonObject(operand)) return anythingButValues.problem(operand);
    const [[name, inner] = ['', null], ...others] = Object.entries(operand);
    if (others.length > 0 || !Object.hasOwn(INSIDE_ANYTHING_BUT, name)) {
      return `must hold values, or one of ${Object.keys(INSIDE_ANYTHING_BUT).join(', ')}`;
    }
    const texts = listOf(inner);
    if (texts.length === 0 || !texts.every((text) => isText(text) && text !== '')) {
      return `must hold a string in ${name}, and not an empty one`;
    }
    return name === 'wildcard' ? texts.map((text) => wildcard.problem(text)).find(isText) : undefined;
  },
  matches: (operand, value) => {
    if (!isJsonObject(operand)) return anythingButValues.matches(operand, value);
    const [[name, inner] = ['', null]] = Object.entries(operand);
    const test = INSIDE_ANYTHING_BUT[name];
    return !isText(value) || (test !== undefined && !listOf(inner).some((text) => isText(text) && test(value, text)));
  },
};

export type Operators = { readonly [name: string]: Operator };

export const OPERATORS: Operators = {
  prefix: endOperator((value, operand) => value.startsWith(operand)),
  suffix: endOperator((value, operand) => value.endsWith(operand)),
  [IGNORE_CASE]: textOperator(isSame),
  wildcard,
  cidr,
  exists,
  numeric,
  'anything-but': anythingBut,
};

/** Those of Lambda's filters ("Filter rule syntax", Lambda developer guide), which know no others. */
export const LAMBDA_OPERATORS: Operators = {
  prefix: textOperator((value, operand) => value.startsWith(operand)),
  suffix: textOperator((value, operand) => value.endsWith(operand)),
  [IGNORE_CASE]: textOperator(isSame),
  exists,
  numeric,
  'anything-but': anythingButValues,
};
