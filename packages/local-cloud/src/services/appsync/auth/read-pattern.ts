/** Regular expressions in an API's settings. */
import { DefinitionError } from '../errors.ts';

/** `setting` names it in the message. Throws `DefinitionError` if `pattern` isn't a regular expression. */
export function readPattern(setting: string, pattern: string, whole = true): RegExp {
  try {
    return new RegExp(whole ? `^(?:${pattern})$` : pattern);
  } catch {
    throw new DefinitionError(`The API's ${setting} isn't a regular expression: ${pattern}`);
  }
}
