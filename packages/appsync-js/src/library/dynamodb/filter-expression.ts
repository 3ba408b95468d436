/** A filter object as DynamoDB expression, in the form that AppSync was captured to give. */
import { toDynamoDB } from './typed-values.ts';
import type { TypedValue } from './typed-values.ts';
import { COST, charge } from '../limits/limits.ts';
import { entries, hasOwn, isArray, isRecord, mapList } from '../kernel/natives.ts';

export type Expression = {
  readonly expression: string;
  readonly expressionNames: { readonly [placeholder: string]: string };
  readonly expressionValues: { readonly [placeholder: string]: TypedValue };
};

/** Null for what cannot be rendered, however small a part of it that is. */
export function toExpression(filter: unknown): Expression | null {
  const bound: Bound = { names: {}, values: {} };
  const clauses = isRecord(filter) ? renderMembers(filter, [], bound) : undefined;
  if (clauses === undefined) return null;
  return { expression: clauses.join(' AND '), expressionNames: bound.names, expressionValues: bound.values };
}

type Bound = {
  readonly names: { [placeholder: string]: string };
  readonly values: { [placeholder: string]: TypedValue };
};

/** Where in the filter a value stands, which gives its placeholder: `:and_0_f_eq`. */
type Path = readonly string[];

/** One clause for each member; undefined when one cannot be rendered. */
function renderMembers(members: { readonly [name: string]: unknown }, path: Path, bound: Bound): string[] | undefined {
  const clauses: string[] = [];
  for (const [name, member] of entries(members)) {
    const render = hasOwn(GROUPS, name) ? GROUPS[name] : renderField;
    charge(COST.part + COST.newItem * path.length);
    const clause = render?.(member, [...path, name], bound);
    if (clause === undefined) return undefined;
    clauses.push(clause);
  }
  return clauses;
}

type Render = (member: unknown, path: Path, bound: Bound) => string | undefined;

function renderGroup(joiner: string): Render {
  return (members, path, bound) => {
    if (!isArray(members)) return undefined;
    const clauses: string[] = [];
    let index = 0;
    for (const member of members) {
      const inner = isRecord(member) ? renderMembers(member, [...path, `${index}`], bound) : undefined;
      if (inner === undefined) return undefined;
      clauses.push(joined(inner, 'AND'));
      index += 1;
    }
    return joined(clauses, joiner);
  };
}

/** Two clauses or more are wrapped, one is not. */
function joined(clauses: readonly string[], joiner: string): string {
  return clauses.length > 1 ? `(${clauses.join(` ${joiner} `)})` : (clauses[0] ?? '');
}

const renderNot: Render = (member, path, bound) => {
  const clauses = isRecord(member) ? renderMembers(member, path, bound) : undefined;
  return clauses && `(NOT ${joined(clauses, 'AND')})`;
};

const GROUPS: { readonly [name: string]: Render } = { and: renderGroup('AND'), or: renderGroup('OR'), not: renderNot };

const renderField: Render = (operators, path, bound) => {
  const field = path[path.length - 1] ?? '';
  bound.names[`#${field}`] = field;
  return renderOperators(operators, `#${field}`, path, bound);
};

/** `operand` is the field's placeholder, or its `size`. */
function renderOperators(operators: unknown, operand: string, path: Path, bound: Bound): string | undefined {
  if (!isRecord(operators)) return undefined;
  const clauses: string[] = [];
  for (const [operator, value] of entries(operators)) {
    const render = hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    const clause = render?.({ operand, value, path: [...path, operator], bound });
    if (clause === undefined) return undefined;
    clauses.push(clause);
  }
  return joined(clauses, 'AND');
}

type Comparison = { readonly operand: string; readonly value: unknown; readonly path: Path; readonly bound: Bound };
type RenderOperator = (comparison: Comparison) => string | undefined;

/** Binds a value and returns its placeholder. */
function bind(value: unknown, path: Path, bound: Bound): string {
  const placeholder = `:${path.join('_')}`;
  bound.values[placeholder] = toDynamoDB(value);
  return placeholder;
}

function compare(symbol: string): RenderOperator {
  return ({ operand, value, path, bound }) => `(${operand} ${symbol} ${bind(value, path, bound)})`;
}

function call(name: string): RenderOperator {
  return ({ operand, value, path, bound }) => `(${name}(${operand},${bind(value, path, bound)}))`;
}

const between: RenderOperator = ({ operand, value, path, bound }) => {
  if (!isArray(value) || value.length < 2) return undefined;
  const start = bind(value[0], [...path, 'start'], bound);
  return `(${operand} BETWEEN ${start} AND ${bind(value[1], [...path, 'end'], bound)})`;
};

/** An empty list becomes `(null)`, which DynamoDB rejects. */
const isIn: RenderOperator = ({ operand, value, path, bound }) => {
  if (!isArray(value)) return undefined;
  if (value.length === 0) return '(null)';
  return `(${operand} IN (${mapList(value, (one, index) => bind(one, [...path, `${index}`], bound)).join(', ')}))`;
};

const attributeExists: RenderOperator = ({ operand, value }) =>
  typeof value === 'boolean' ? `(attribute_${value ? '' : 'not_'}exists(${operand}))` : undefined;

const TYPE_CODES: { readonly [name: string]: string } = {
  _null: 'NULL',
  string: 'S',
  stringSet: 'SS',
  number: 'N',
  numberSet: 'NS',
  binary: 'B',
  binarySet: 'BS',
  boolean: 'BOOL',
  list: 'L',
  map: 'M',
};

const attributeType: RenderOperator = ({ operand, value, path, bound }) =>
  typeof value === 'string' && hasOwn(TYPE_CODES, value)
    ? `(attribute_type(${operand},${bind(TYPE_CODES[value], path, bound)}))`
    : undefined;

/** A `size` within a `size` only makes the placeholder longer. */
const size: RenderOperator = ({ operand, value, path, bound }) =>
  renderOperators(value, operand.startsWith('size(') ? operand : `size(${operand})`, path, bound);

const OPERATORS: { readonly [name: string]: RenderOperator } = {
  eq: compare('='),
  ne: compare('<>'),
  gt: compare('>'),
  ge: compare('>='),
  lt: compare('<'),
  le: compare('<='),
  beginsWith: call('begins_with'),
  contains: call('contains'),
  notContains: call('NOT contains'),
  between,
  in: isIn,
  attributeExists,
  attributeType,
  size,
};
