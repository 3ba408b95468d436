/** What came over the wire: a JSON value, or else the text. */
import { parseJson } from '../../json.ts';
import type { Json } from '../../json.ts';

export function textOrJson(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
