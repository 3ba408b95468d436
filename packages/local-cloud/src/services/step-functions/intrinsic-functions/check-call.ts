/** Checks names and numbers of arguments before anything runs. */

import { ExpressionError } from '../json-path/cursor.ts';
import { parseCall } from './expression.ts';
import type { Call } from './expression.ts';
import { FORMAT, FUNCTIONS } from './functions.ts';

/** Throws `ExpressionError` for a text that is no call, or a call that can never succeed. */
export const checkCall = (text: string): void => check(parseCall(text));

const check = (call: Call): void => {
  const { name, arguments: list } = call;
  const { least, most } = limitsOf(name);
  if (list.length < least || list.length > most) {
    const wanted = least === most ? `${least}` : `${least} or more`;
    throw new ExpressionError(`${name} takes ${wanted} arguments, not ${list.length}`);
  }
  if (name === 'States.JsonMerge' && list[2]?.kind === 'literal' && list[2].value !== false) {
    throw new ExpressionError('States.JsonMerge takes false as its third argument: Step Functions merges no deeper');
  }
  for (const argument of list) if (argument.kind === 'call') check(argument);
};

const limitsOf = (name: string): { readonly least: number; readonly most: number } => {
  if (name === FORMAT) return { least: 1, most: Infinity };
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (known) return known;
  throw new ExpressionError(`there is no intrinsic function ${name}`);
};
