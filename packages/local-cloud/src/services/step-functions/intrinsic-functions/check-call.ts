/** Checks names and numbers of arguments before anything runs. */

import { ExpressionError } from '../json-path/cursor.ts';
import { parseCall } from './expression.ts';
import type { Call } from './expression.ts';
import { FORMAT, FUNCTIONS } from './functions.ts';

/** Throws `ExpressionError` for a text that is no call, or a call that can never succeed. */
export function checkCall(text: string): void {
  check(parseCall(text));
}

function check(call: Call): void {
  const { name, arguments: list } = call;
  const { min, max } = limitsOf(name);
  if (list.length < min || list.length > max) {
    const wanted = min === max ? `${min}` : `${min} or more`;
    throw new ExpressionError(`${name} takes ${wanted} arguments, not ${list.length}`);
  }
  if (name === 'States.JsonMerge' && list[2]?.kind === 'literal' && list[2].value !== false) {
    throw new ExpressionError('States.JsonMerge takes false as its third argument: Step Functions merges no deeper');
  }
  for (const argument of list) if (argument.kind === 'call') check(argument);
}

function limitsOf(name: string): { readonly min: number; readonly max: number } {
  if (name === FORMAT) return { min: 1, max: Infinity };
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (known) return known;
  throw new ExpressionError(`there is no intrinsic function ${name}`);
}
