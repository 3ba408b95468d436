/** What `npm run parity` prints, and what it writes for an issue. */
import { styleText } from 'node:util';
import type { Json } from '../json.ts';
import type { Outcome } from './ask.ts';
import type { Answer } from './case.ts';
import type { Finding, Verdict } from './compare.ts';

type Counts = { readonly group: string } & { readonly [verdict in Verdict]: number };

/** One row for each group, in the order of its first finding. */
function countByGroup(findings: readonly Finding[]): readonly Counts[] {
  const groups = [...new Set(findings.map(({ question }) => question.group))];
  return groups.map((group) => ({ group, ...count(findings.filter(({ question }) => question.group === group)) }));
}

function count(findings: readonly Finding[]): { readonly [verdict in Verdict]: number } {
  const of = (wanted: Verdict): number => findings.filter(({ verdict }) => verdict === wanted).length;
  return { agree: of('agree'), differ: of('differ'), unknown: of('unknown') };
}

/** 0 if all agree, 1 if something differs, 2 if nothing differs as far as it is known. */
export function exitCodeFor(findings: readonly Finding[]): 0 | 1 | 2 {
  const { differ, unknown } = count(findings);
  if (differ > 0) return 1;
  return unknown > 0 ? 2 : 0;
}

/** The table, and below it each difference with both answers, and why each unknown is one. */
export function formatReport(findings: readonly Finding[]): string {
  const table = formatTable([...countByGroup(findings), { group: 'all', ...count(findings) }]);
  const details = findings.filter(({ verdict }) => verdict !== 'agree').map(formatFinding);
  return [table, ...details].join('\n\n');
}

const COLOURS = { agree: 'green', differ: 'red', unknown: 'yellow' } as const;

function formatTable(rows: readonly Counts[]): string {
  const width = Math.max(...rows.map(({ group }) => group.length));
  const cell = (verdict: Verdict, number: number): string => {
    const text = `${number}`.padStart(verdict.length);
    return number > 0 && verdict !== 'agree' ? styleText(COLOURS[verdict], text) : text;
  };
  const heading = `${' '.repeat(width)}  agree  differ  unknown`;
  const lines = rows.map(({ group, agree, differ, unknown }) =>
    [group.padEnd(width), cell('agree', agree), cell('differ', differ), cell('unknown', unknown)].join('  '),
  );
  return [heading, ...lines].join('\n');
}

function formatFinding({ question, aws, local, verdict, members }: Finding): string {
  const mark = styleText(COLOURS[verdict], verdict === 'differ' ? '✖' : '?');
  const lines = [
    `${mark} ${question.group}: ${question.name}`,
    `  source  ${question.source}`,
    ...Object.entries(question.shows).flatMap(([name, value]) => formatMember(name, value)),
    `  AWS     ${formatOutcome(aws, members)}`,
    `  local   ${formatOutcome(local, members)}`,
  ];
  return lines.join('\n');
}

function formatMember(name: string, value: Json): readonly string[] {
  const text = typeof value === 'string' ? value.trim() : JSON.stringify(value);
  const [first = '', ...rest] = text.split('\n');
  return [`  ${name.padEnd(7)} ${first}`, ...rest.map((line) => `          ${line}`)];
}

/** Of an answer only what differs, with the words beside it. */
function formatOutcome(outcome: Outcome, members: readonly string[]): string {
  if (outcome.kind === 'unknown') return outcome.reason;
  const shown = Object.entries(outcome.answer).filter(
    ([name]) => members.length === 0 || name === 'wording' || members.includes(name),
  );
  return JSON.stringify(Object.fromEntries(shown));
}

/** What the run was made with: nothing that names the account or its owner. */
export type Circumstances = {
  readonly date: string;
  readonly region: string;
  /** Whether AWS was reached at another address than its own, as in a test. */
  readonly hasOwnEndpoint: boolean;
  readonly seconds: number;
  readonly versions: { readonly [name: string]: string };
};

/** The report as JSON, to be pasted into an issue. */
export function reportAsJson(findings: readonly Finding[], circumstances: Circumstances): string {
  const of = (wanted: Verdict): readonly Finding[] => findings.filter(({ verdict }) => verdict === wanted);
  const report = {
    ...circumstances,
    total: count(findings),
    groups: countByGroup(findings),
    differences: of('differ').map(({ question, aws, local, members }) => ({
      ...question,
      members,
      aws: answerOf(aws),
      local: answerOf(local),
    })),
    unknown: of('unknown').map(({ question: { group, name }, aws, local }) => ({
      group,
      name,
      aws: reasonOf(aws),
      local: reasonOf(local),
    })),
    wordings: of('agree').flatMap(({ question: { group, name }, aws, local }) => {
      const [ofAws, ofLocal] = [answerOf(aws)?.['wording'], answerOf(local)?.['wording']];
      return ofAws === ofLocal ? [] : [{ group, name, aws: ofAws, local: ofLocal }];
    }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function answerOf(outcome: Outcome): Answer | undefined {
  return outcome.kind === 'answer' ? outcome.answer : undefined;
}

function reasonOf(outcome: Outcome): string {
  return outcome.kind === 'unknown' ? outcome.reason : 'answered';
}
