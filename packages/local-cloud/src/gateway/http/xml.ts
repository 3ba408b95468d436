/** Writes XML, as far as S3 and CloudFormation answer in it. */

import { isJsonObject } from '../../kernel/json.ts';
import type { JsonValue } from '../../kernel/json.ts';

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** An element with a text in it; with the elements of an object; or, for a list, with a `member` for each of its items. */
export function element(name: string, value: JsonValue): string {
  return `<${name}>${contentOf(value)}</${name}>`;
}

/** An element for each member of an object. */
function elements(value: { readonly [name: string]: JsonValue }): string {
  return Object.entries(value)
    .map(([name, member]) => element(name, member))
    .join('');
}

function contentOf(value: JsonValue): string {
  if (Array.isArray(value)) return value.map((item) => element('member', item)).join('');
  return isJsonObject(value) ? elements(value) : escape(String(value));
}

function escape(text: string): string {
  return text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
