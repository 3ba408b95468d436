/**
 * Metric math, as far as alarms here use it: numbers, ids, `+ - * /`, comparisons, and `IF(condition, then, else)`
 * (CloudWatch user guide, "Metric math syntax and functions").
 */

/** The value of an expression, given those of its ids. Undefined where a value is missing that decides the result. */
export type Expression = (valueOf: (id: string) => number | undefined) => number | undefined;

/** An expression that can't be evaluated here; the message names what. */
export class UnsupportedExpression extends Error {
  override readonly name = 'UnsupportedExpression';
}

/** Also returns the ids that stand in it. Throws `UnsupportedExpression`. */
export function parseExpression(text: string): { readonly evaluate: Expression; readonly ids: readonly string[] } {
  const tokens = tokensOf(text);
  const ids: string[] = [];
  let at = 0;

  const take = (...wanted: readonly string[]): string | undefined => {
    const token = tokens[at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    at += 1;
    return token;
  };
  const expect = (wanted: string): void => {
    if (take(wanted) === undefined) throw new UnsupportedExpression(`${text}: ${wanted} is missing`);
  };

  const primary = (): Expression => {
    const token = tokens[at];
    at += 1;
    if (token === undefined) throw new UnsupportedExpression(`${text}: it ends too early`);
    if (token === '-') return combine('-', () => 0, primary());
    if (token === '(') {
      const inner = comparison();
      expect(')');
      return inner;
    }
    if (/^\d/.test(token)) return () => Number(token);
    if (token === 'IF' && tokens[at] === '(') return condition();
    if (/^[a-z]\w*$/.test(token) && tokens[at] !== '(') {
      ids.push(token);
      return (valueOf) => valueOf(token);
    }
    throw new UnsupportedExpression(`${text}: ${token}`);
  };

  const condition = (): Expression => {
    expect('(');
    const test = comparison();
    expect(',');
    const then = comparison();
    expect(',');
    const otherwise = comparison();
    expect(')');
    return (valueOf) => {
      const decided = test(valueOf);
      if (decided === undefined) return undefined;
      return decided === 0 ? otherwise(valueOf) : then(valueOf);
    };
  };

  const chain = (operators: readonly string[], operand: () => Expression): Expression => {
    let left = operand();
    for (let operator = take(...operators); operator !== undefined; operator = take(...operators)) {
      left = combine(operator, left, operand());
    }
    return left;
  };
  const product = (): Expression => chain(['*', '/'], primary);
  const sum = (): Expression => chain(['+', '-'], product);
  const comparison = (): Expression => chain(['<', '<=', '>', '>=', '==', '!='], sum);

  const evaluate = comparison();
  if (at < tokens.length) throw new UnsupportedExpression(`${text}: ${tokens[at]}`);
  return { evaluate, ids };
}

function tokensOf(text: string): readonly string[] {
  const tokens = text.match(/\d+(?:\.\d+)?|\w+|[<>=!]=|[^\s]/g);
  return tokens ?? [];
}

function combine(operator: string, left: Expression, right: Expression): Expression {
  return (valueOf) => {
    const [one, other] = [left(valueOf), right(valueOf)];
    if (one === undefined || other === undefined) return undefined;
    const value = OPERATORS[operator]?.(one, other);
    // A division by zero has no data point.
    return Number.isFinite(value) ? value : undefined;
  };
}

const OPERATORS: { readonly [operator: string]: (one: number, other: number) => number } = {
  '+': (one, other) => one + other,
  '-': (one, other) => one - other,
  '*': (one, other) => one * other,
  '/': (one, other) => one / other,
  '<': (one, other) => Number(one < other),
  '<=': (one, other) => Number(one <= other),
  '>': (one, other) => Number(one > other),
  '>=': (one, other) => Number(one >= other),
  '==': (one, other) => Number(one === other),
  '!=': (one, other) => Number(one !== other),
};
