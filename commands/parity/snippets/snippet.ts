/** One question about APPSYNC_JS, as data: code that shows a quirk, and where the project has the quirk from. */
import type { Json } from '../../json.ts';
import type { Case, ServiceTarget } from '../case.ts';
import { evaluate } from '../evaluate.ts';

export type Snippet = {
  /** A plain sentence about what should happen. */
  readonly name: string;
  /** A page of the developer guide by its title, a public issue, a public capture, or "assumed". */
  readonly source: string;
  /** The body of the handler. `util`, `runtime`, `extensions` and `ddb` are imported. */
  readonly body?: string;
  /** A whole module instead. */
  readonly code?: string;
  /** The mock context; `{}` if left out. */
  readonly context?: { readonly [member: string]: Json } | string;
  /** `request` if left out. */
  readonly function?: 'request' | 'response';
};

/** The snippets of one topic. */
export type Topic = { readonly group: string; readonly snippets: readonly Snippet[] };

/** Only what the body uses is imported, so that a complaint about an import isn't mistaken for one about the body. */
const IMPORTS: readonly (readonly [name: string, statement: string])[] = [
  ['util', `import { util } from '@aws-appsync/utils';`],
  ['runtime', `import { runtime } from '@aws-appsync/utils';`],
  ['extensions', `import { extensions } from '@aws-appsync/utils';`],
  ['ddb', `import * as ddb from '@aws-appsync/utils/dynamodb';`],
];

export function codeOf({ body = '', code, function: handler = 'request' }: Snippet): string {
  if (code !== undefined) return code;
  const imports = IMPORTS.filter(([name]) => new RegExp(`\\b${name}\\.`).test(body)).map(([, statement]) => statement);
  const other = handler === 'request' ? 'response' : 'request';
  return [
    ...imports,
    `export function ${handler}(ctx) {`,
    ...body.split('\n').map((line) => `  ${line}`),
    '}',
    `export function ${other}(ctx) {`,
    '  return null;',
    '}',
    '',
  ].join('\n');
}

export function caseOf(group: string, snippet: Snippet): Case<ServiceTarget> {
  const { name, source, context = {}, function: handler = 'request' } = snippet;
  const code = codeOf(snippet);
  const hasContext = typeof context === 'string' || Object.keys(context).length > 0;
  return {
    group,
    name,
    source,
    shows: {
      code: shortened(snippet.body ?? code),
      ...(hasContext && { context: typeof context === 'string' ? shortened(context) : context }),
      ...(handler === 'response' && { handler }),
    },
    run: (target) => evaluate(target, { code, context, function: handler }),
  };
}

const MAX_SHOWN_CHARACTERS = 1_000;

/** Of what is long only to reach a limit, the beginning. */
function shortened(text: string): string {
  if (text.length <= MAX_SHOWN_CHARACTERS) return text;
  return `${text.slice(0, MAX_SHOWN_CHARACTERS)}… (${text.length} characters)`;
}

/** A snippet whose handler returns an expression. */
export function returns(expression: string, name: string, source: string, rest: Partial<Snippet> = {}): Snippet {
  return { name, source, body: `return ${expression};`, ...rest };
}
