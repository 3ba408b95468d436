/** Arbitrary GraphQL: documents, variables, and values nested far too deep. */
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { usually } from './usually.ts';
import { parseJson } from '../../../../kernel/json.ts';

const WORDS =
  'query mutation subscription fragment on { } ( ) [ ] : ! $ = @ ... thing things save id in size self all at json kind headers __typename __schema A B $v v Thing Query 1 -1.5 "x" """y""" null true skip if include ID! In Int # , & |'.split(
    ' ',
  );

function words(max: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...WORDS), { maxLength: max }).map((list) => list.join(' '));
}

/** As often as 3,000 times within itself. */
export function nested(open: string, inside: string, close: string): fc.Arbitrary<string> {
  return fc.nat({ max: 3_000 }).map((levels) => open.repeat(levels) + inside + close.repeat(levels));
}

function oneOf(...texts: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...texts);
}

const conditions = usually(
  oneOf(''),
  oneOf('@skip(if: $b)', '@include(if: false)', '@include', '@include(if: $w)', '@no'),
);

const misplaced = oneOf(
  'none',
  'things',
  'id',
  'self',
  '__schema',
  '...F',
  '... on Kind { id }',
  'thing { }',
  'id: size',
);

/** Selection sets that can be parsed; each of their parts fits the schema nine times of ten. */
const { query, thing } = fc.letrec<{ query: string; thing: string }>((tie) => ({
  query: setOf(
    oneOf('headers', '__typename', 'n: things(limit: $n) { id }', '... on Query { headers }', '...F'),
    fc.tuple(oneOf('thing(id: 1)', 'thing(id: $v, json: $w)', 'a: thing(id: $v)', 'things'), conditions, tie('thing')),
  ),
  thing: setOf(
    oneOf('id', 'size', 'at', 'kind', 'json', '__typename', 'a: size', 'b: at'),
    fc.tuple(oneOf('self', 'all', 'c: self', '... on Thing', '...'), conditions, tie('thing')),
  ),
}));

function setOf(leaves: fc.Arbitrary<string>, branches: fc.Arbitrary<readonly string[]>): fc.Arbitrary<string> {
  const parts = branches.map((list) => list.join(' '));
  const part = fc.oneof({ maxDepth: 6 }, { weight: 2, arbitrary: leaves }, { weight: 1, arbitrary: parts });
  return fc.array(usually(part, misplaced), { minLength: 1, maxLength: 4 }).map((list) => `{ ${list.join(' ')} }`);
}

const variableTypes = usually(
  oneOf('$v: ID!, $w: AWSJSON, $n: Int, $b: Boolean = true'),
  oneOf('$v: ID, $w: AWSJSON, $b: Boolean!', '$v: In', '$v: [ID!]!, $v: Int', '$v: None'),
);

/** Declares only the variables that `set` uses: unused ones are faults. */
function operation(kind: string, types: string, set: string): string {
  const used = types.split(', ').filter((type) => set.includes(type.slice(0, 2)));
  const fragment = set.includes('...F') ? ' fragment F on Query { __typename }' : '';
  return `${kind}${used.length === 0 ? '' : `(${used.join(', ')})`} ${set}${fragment}`;
}

const operations = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(variableTypes, query).map(([types, set]) => operation('query', types, set)),
  },
  fc
    .tuple(conditions, thing)
    .map(([when, set]) => operation('subscription', '$v: ID, $b: Boolean!', `{ on(id: $v) ${when} ${set} }`)),
  fc
    .tuple(conditions, thing)
    .map(([when, set]) => operation('mutation', '$v: In!, $b: Boolean!', `{ save(in: $v) ${when} ${set} }`)),
);

/** Documents that are nearly right: words of the language and of the schema in any order, and some that are right. */
export const documents: fc.Arbitrary<string> = fc.oneof(
  { weight: 10, arbitrary: words(40) },
  { weight: 40, arbitrary: operations },
  {
    weight: 10,
    arbitrary: words(12).map((text) => `query($v: In, $w: AWSJSON) { thing(id: 1, in: $v, json: $w) { ${text} } }`),
  },
  { weight: 10, arbitrary: fc.constant('mutation($v: In!) { save(in: $v) { id size at self { id } } }') },
  { weight: 10, arbitrary: fc.constant('query($v: ID!, $w: Boolean) { thing(id: $v) { id @include(if: $w) } }') },
  {
    weight: 20,
    arbitrary: fc.constant(
      'query($w: AWSJSON) { thing(id: 1, json: $w) { id size at kind json self { id all { id } } all { id } } }',
    ),
  },
  { weight: 3, arbitrary: fc.string() },
  { weight: 1, arbitrary: nested('{ thing(id: 1) { self ', '{ id }', '}}') },
  { weight: 1, arbitrary: nested('{ ... on Query ', '{ __typename }', '}') },
  { weight: 1, arbitrary: nested('[', 'ID', ']').map((type) => `query($v: ${type}) { thing(id: $v) { id } }`) },
  { weight: 1, arbitrary: nested('{id: 1, next: ', 'null', '}').map((v) => `{ thing(id: 1, in: ${v}) { id } }`) },
);

const values: fc.Arbitrary<JsonValue> = fc.jsonValue().map((value) => parseJson(JSON.stringify(value)));
const texts: fc.Arbitrary<JsonValue> = fc.oneof(fc.json(), nested('[', '', ']'), nested('{"self":', '1', '}'));

export const variables: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.dictionary(fc.string(), values),
  fc.record({
    v: usually(oneOf('1', 'x'), values).map((value) => parseJson(JSON.stringify(value))),
    w: fc.oneof(values, texts),
    n: fc.oneof(fc.nat(), fc.constant(null)),
    b: fc.oneof(fc.boolean(), fc.constant(null)),
  }),
  fc.record({ v: fc.record({ id: values, n: values, next: values, mail: values }, { requiredKeys: [] }) }),
);
