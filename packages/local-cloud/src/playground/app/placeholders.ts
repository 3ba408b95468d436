/** Placeholders such as `{{createOrder.orderId}}` in a tab's variables, filled from the API's earlier responses. */

const PLACEHOLDER = /^\{\{([\w.]+)\}\}$/;

/** The last values of root fields, by their name or alias. */
export type Answers = Map<string, unknown>;

/** Keeps the values of a response's root fields. */
export function rememberAnswer(answers: Answers, data: unknown): void {
  for (const [field, value] of entriesOf(data)) if (value !== null) answers.set(field, value);
}

/** Copies `value` with every placeholder replaced. Throws if no response has had that field yet. */
export function fillPlaceholders(value: unknown, answers: Answers): unknown {
  if (Array.isArray(value)) return value.map((item) => fillPlaceholders(item, answers));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(entriesOf(value).map(([name, item]) => [name, fillPlaceholders(item, answers)]));
  }
  const path = typeof value === 'string' ? PLACEHOLDER.exec(value)?.[1] : undefined;
  return path ? answerAt(path, answers) : value;
}

/** Whether a tab's variables have a placeholder for a root field of this response. */
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
