/** Regular expressions that an API's settings hold. */
import { DefinitionError } from '../errors.ts';

/** `setting` names it in the message. Throws `DefinitionError` for what is no regular expression. */
export function readPattern(setting: string, pattern: string, whole = true): RegExp {
  try {
    return new RegExp(whole ? `^(?:${pattern})$` : pattern);
  } catch {
    throw new DefinitionError(`The API's ${setting} is no regular expression: ${pattern}`);
  }
}
