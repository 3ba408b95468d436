/** APPSYNC_JS as TypeScript declarations: what is not declared here is not there. */
import { isRecord } from '../contract/json.ts';
import { ARRAY_METHODS, GLOBALS, NUMBER_METHODS, STRING_METHODS } from '../language/language.ts';
import type { Members } from '../language/language.ts';

/** `membersJson` is `Library.membersJson`. */
export function declareLanguage(membersJson: string): string {
  const modules: unknown = JSON.parse(membersJson);
  const { '@aws-appsync/utils': utils, ...others } = isRecord(modules) ? modules : {};
  return [
    `interface Array<T> { [index: number]: T; length: number; ${declareMethods(ARRAY_METHODS)} }`,
    `interface String { readonly [index: number]: string; readonly length: number; ${declareMethods(STRING_METHODS)} }`,
    `interface Number { ${declareMethods(NUMBER_METHODS)} }`,
    'interface Function { readonly length: number }', // Were it empty, every object could be called.
    ...REQUIRED_TYPES.map((name) => `interface ${name} {}`),
    'declare const NaN: number, Infinity: number;',
    ...Object.entries(GLOBALS).map(([name, members]) => `declare const ${name}: { ${declareMethods(members)} };`),
    ...declareModule('@aws-appsync/utils', utils),
    ...Object.entries(isRecord(utils) ? utils : {}).map(
      ([name, members]) => `declare const ${name}: ${typeOf(members)};`,
    ),
    ...Object.entries(others).flatMap(([name, members]) => declareModule(name, members)),
  ].join('\n');
}

/** The compiler cannot do without these. */
const REQUIRED_TYPES = [
  'Boolean',
  'CallableFunction',
  'IArguments',
  'NewableFunction',
  'Object',
  'RegExp',
  'TemplateStringsArray',
];

function declareMethods(members: Members): string {
  return Object.entries(members)
    .map(([name, type]) => `${name}(...values: any[]): ${type};`)
    .join(' ');
}

function declareModule(name: string, members: unknown): string[] {
  const exports = Object.entries(isRecord(members) ? members : {});
  return [
    `declare module '${name}' {`,
    ...exports.map(([member, value]) => `  export const ${member}: ${typeOf(value)};`),
    '}',
  ];
}

/** An object of functions and of further such objects. */
function typeOf(members: unknown): string {
  if (!isRecord(members)) return '(...values: any[]) => any';
  const types = Object.entries(members).map(([name, value]) => `readonly ${name}: ${typeOf(value)};`);
  return `{ ${types.join(' ')} }`;
}
