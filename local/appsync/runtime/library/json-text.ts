/** `JSON.stringify` for values of handler code, which can be small and yet stand for more than memory holds. */
import { weighed } from './limits.ts';
import { toJson as write } from './natives.ts';

export const toJson = (value: unknown, replacer?: (string | number)[] | null, space?: string | number): string =>
  write(weighed(value), replacer, space);
