/** Texts such as `{{createOrder.orderId}}` in a tab's variables, filled from what the API has answered before. */

const PLACEHOLDER = /^\{\{([\w.]+)\}\}$/;

/** What the root fields have answered last, by their name or alias. */
export type Answers = Map<string, unknown>;

/** Keeps what an answer's root fields hold. */
export function rememberAnswer(answers: Answers, data: unknown): void {
  for (const [field, value] of entriesOf(data)) if (value !== null) answers.set(field, value);
}

/** A copy of `value` with every placeholder in it replaced. Throws where nothing has answered that field yet. */
export function fillPlaceholders(value: unknown, answers: Answers): unknown {
  if (Array.isArray(value)) return value.map((item) => fillPlaceholders(item, answers));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(entriesOf(value).map(([name, item]) => [name, fillPlaceholders(item, answers)]));
  }
  const path = typeof value === 'string' ? PLACEHOLDER.exec(value)?.[1] : undefined;
  return path ? answerAt(path, answers) : value;
}

/** Whether a tab's variables take something from a root field of this answer. */
export function followsAnswer(variables: string | undefined, data: unknown): boolean {
  return entriesOf(data).some(([field, value]) => value !== null && variables?.includes(`"{{${field}.`));
}

function answerAt(path: string, answers: Answers): unknown {
  const [field = '', ...members] = path.split('.');
  const found = members.reduce<unknown>((value, member) => new Map(entriesOf(value)).get(member), answers.get(field));
  if (found === undefined)
    throw new Error(`${path} is not known yet: run ${field} first, or write a value in its place.`);
  return found;
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
