/** Asks AWS and the local cloud the same questions, a few at a time, and compares what they say. */
import type { Json } from '../json.ts';
import type { Ask, Outcome } from './ask.ts';
import type { Answer, Case } from './case.ts';

export type Verdict = 'agree' | 'differ' | 'unknown';

export type Finding = {
  readonly question: Pick<Case<unknown>, 'group' | 'name' | 'source' | 'shows'>;
  readonly aws: Outcome;
  readonly local: Outcome;
  readonly verdict: Verdict;
  /** The members of the answers that differ. */
  readonly members: readonly string[];
};

export type Targets<Target> = { readonly aws: Target; readonly local: Target };

/** Questions at the same time. Few, because AWS publishes no quota for EvaluateCode and TestState. */
const CONCURRENCY = 3;

/** In the order of the questions. Rejects with `CredentialsRejectedError` if AWS takes no question. */
export async function compareAll<Target>(
  questions: readonly Case<Target>[],
  { aws, local }: Targets<Target>,
  ask: Ask,
  onFinding: (finding: Finding) => void = () => {},
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < questions.length; at = next++) {
      const question = questions[at];
      if (!question) return;
      const [fromAws, fromLocal] = await Promise.all([ask(question, aws), ask(question, local)]);
      const finding = judge(question, fromAws, fromLocal);
      findings[at] = finding;
      onFinding(finding);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return findings;
}

function judge(question: Finding['question'], aws: Outcome, local: Outcome): Finding {
  if (aws.kind === 'unknown' || local.kind === 'unknown') {
    return { question, aws, local, verdict: 'unknown', members: [] };
  }
  const members = differingMembers(aws.answer, local.answer);
  return { question, aws, local, verdict: members.length === 0 ? 'agree' : 'differ', members };
}

/** `wording` aside. */
export function differingMembers(one: Answer, other: Answer): readonly string[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => name !== 'wording');
  return names.filter((name) => canonical(one[name]) !== canonical(other[name]));
}

/** JSON in which the order of an object's members makes no difference. */
function canonical(value: Json | undefined): string | undefined {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
}
