/** Limits of code, loops and results. */
import type { Snippet, Topic } from './snippet.ts';
import { API_REFERENCE, ASSUMED, issue, QUOTAS } from './sources.ts';

/** A list of so many items, without a loop. */
function list(length: number): string {
  return `const list = '${'x'.repeat(length)}'.split('');`;
}

/** A whole module of so many characters. */
function moduleOf(length: number): string {
  const code = 'export function request(ctx) { return 1; }\nexport function response(ctx) { return null; }\n//';
  return code.padEnd(length, 'x');
}

function loops(length: number, loop: string, name: string): Snippet {
  return { name, source: `${QUOTAS}; ${issue(371)}`, body: `${list(length)}\nlet n = 0;\n${loop}\nreturn n;` };
}

/** Makes a string of so many kilobytes. */
function textOf(kilobytes: number): string {
  return `${list(kilobytes)}
const kilobyte = '${'x'.repeat(1024)}';
return list.map(() => kilobyte).join('');`;
}

export const LIMITS: Topic = {
  group: 'limits',
  snippets: [
    { name: 'code of 32,768 characters is taken', source: API_REFERENCE, code: moduleOf(32_768) },
    { name: 'code of 32,769 characters is rejected', source: API_REFERENCE, code: moduleOf(32_769) },
    { name: 'code of no characters is rejected', source: API_REFERENCE, code: '' },
    {
      name: 'a context of 28,000 characters is taken',
      source: API_REFERENCE,
      body: 'return 1;',
      context: '{}'.padEnd(28_000),
    },
    {
      name: 'a context of 28,001 characters is rejected',
      source: API_REFERENCE,
      body: 'return 1;',
      context: '{}'.padEnd(28_001),
    },
    loops(1_000, 'for (const one of list) n += 1;', 'a loop of 1,000 rounds comes to its end'),
    loops(1_001, 'for (const one of list) n += 1;', 'a loop of 1,001 rounds'),
    loops(1_001, 'list.forEach((one) => { n += 1; });', 'forEach over 1,001 items'),
    loops(1_001, 'n = list.filter((one) => one).length;', 'filter over 1,001 items'),
    loops(1_001, 'for (const at in list) n += 1;', 'for-in over 1,001 places'),
    loops(900, 'for (const a of [1, 2]) for (const one of list) n += 1;', 'each loop is counted by itself'),
    loops(1_001, 'n = list.indexOf("y");', 'indexOf is no loop'),
    loops(1_001, 'n = util.dynamodb.toList(list).L.length;', 'what AppSync does itself is no loop'),
    { name: 'a result of 63 kB is taken', source: API_REFERENCE, body: textOf(63) },
    { name: 'a result of 65 kB is more than the reference allows', source: API_REFERENCE, body: textOf(65) },
    {
      name: 'a result of more than 5 MB fails',
      source: QUOTAS,
      body: `let text = 'x';\n${'text += text;\n'.repeat(20)}return [text, text, text, text, text, text];`,
    },
    {
      name: 'a list that contains itself fails as a result',
      source: ASSUMED,
      body: `const a = {};\na.a = a;\nreturn a;`,
    },
    {
      name: 'a handler without request is rejected',
      source: 'a public guide to AppSync resolvers shows MISSING_MAPPING_EXPORT',
      code: 'export function response(ctx) { return null; }\n',
    },
    {
      name: 'a module with request alone is taken',
      source: ASSUMED,
      code: 'export function request(ctx) { return 1; }\n',
    },
  ],
};
