/** Who may do what: every operation of the schema, tried by everybody. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { askOverHttp, askToWatch, openWatch } from './testing/ask.ts';
import type { Answer } from './testing/ask.ts';
import { eventsOf, ORDER } from './testing/cloud.ts';
import { useCloudInProcess } from './testing/cloud-in-process.ts';
import { documents } from './testing/documents.ts';
import { holdFunction } from './testing/hold-function.ts';
import { createIdentities } from './testing/identities.ts';
import type { IdentityName } from './testing/identities.ts';
import { OPERATIONS } from './testing/operations.ts';
import type { Operation, Subject } from './testing/operations.ts';

/*
 * owner  the customer whose order it is                 role     another role of the stack
 * other  another customer, of a group `staff` in the   expired  the owner's token, too late; it names `staff` as well
 *        customers' pool
 * staff  a member of the group `staff` in the staff's   forged   the same in time, but signed by another key
 * key    the API key                                    badKey   an API key that nobody was given
 * relay  the role of the function `publish-status`      nobody   without any credentials
 * admin  the account's administrator, by IAM
 *
 * yes    done; orders in the answer are the owner's  watch    the subscription is acknowledged
 * own    done; orders in it are the caller's         late     may do it, but the order is paid: see REFUSALS
 * going  the same, but the order needs nobody        The other words are denials: see REFUSALS.
 * open   done; there are no orders in it
 */
const TABLE = `
                           owner   other    staff   key      relay   admin   role    expired  forged   badKey   nobody
order                      yes     absent   yes     yes      denied  closed  denied  expired  invalid  invalid  missing
ordersByCustomer           own     own      own     unnamed  denied  closed  denied  expired  invalid  invalid  missing
ordersByCustomer of owner  yes     foreign  yes     yes      denied  closed  denied  expired  invalid  invalid  missing
products                   open    open     open    open     denied  closed  denied  expired  invalid  invalid  missing
createOrder                own     own      own     unnamed  denied  closed  denied  expired  invalid  invalid  missing
createOrder for owner      yes     foreign  yes     yes      denied  closed  denied  expired  invalid  invalid  missing
cancelOrder                yes     absent   yes     yes      denied  closed  denied  expired  invalid  invalid  missing
cancelOrder when paid      late    absent   late    late     denied  closed  denied  expired  invalid  invalid  missing
refundOrder                staffs  staffs   yes      yes      denied  closed  denied  expired  invalid  invalid  missing
ordersByStatus             staffs  staffs   yes      yes      denied  closed  denied  expired  invalid  invalid  missing
resumeOrder                staffs  staffs   yes      yes      denied  closed  denied  expired  invalid  invalid  missing
resumeOrder when done      staffs  staffs   going    going    denied  closed  denied  expired  invalid  invalid  missing
addProduct                 staffs  staffs   open     open     denied  closed  denied  expired  invalid  invalid  missing
changePrice                staffs  staffs   open     open     denied  closed  denied  expired  invalid  invalid  missing
restockProduct             staffs  staffs   open     open     denied  closed  denied  expired  invalid  invalid  missing
productHistory             staffs  staffs   open     open     denied  closed  denied  expired  invalid  invalid  missing
publishOrderStatus         closed  closed   closed  closed   open    open    denied  expired  invalid  invalid  missing
orderStatus                watch   absent   watch   watch    denied  closed  denied  expired  invalid  invalid  missing
orderStatus on key's link  watch   absent   watch   watch    denied  closed  denied  expired  invalid  invalid  missing
`;

type Refusal = { readonly by: 'field' | 'policy' | 'credentials'; readonly says: string };

/** Words in capitals stand for what was asked. A denial is the same where there is no such order or customer. */
const REFUSALS: { readonly [word: string]: Refusal | undefined } = {
  absent: { by: 'field', says: 'OrderNotFound: There is no order ORDER' },
  foreign: { by: 'field', says: 'Unauthorized: ARGUMENT: must be your own customer id' },
  unnamed: { by: 'field', says: 'InvalidInput: ARGUMENT: is required with an API key' },
  staffs: { by: 'field', says: 'Unauthorized: RULE' },
  going: { by: 'field', says: 'Conflict: The order is COMPLETED; only one that needs attention can be resumed' },
  late: { by: 'field', says: 'Conflict: The order is paid and cannot be cancelled any more' },
  closed: { by: 'field', says: 'Unauthorized: Not Authorized to access FIELD on type TYPE' },
  denied: { by: 'policy', says: 'UnauthorizedException: Permission denied' },
  expired: { by: 'credentials', says: 'UnauthorizedException: Token has expired.' },
  invalid: { by: 'credentials', says: 'UnauthorizedException: You are not authorized to make this call.' },
  missing: { by: 'credentials', says: 'UnauthorizedException: Valid authorization header not provided.' },
};

/** Where a refusal is heard. */
const PREFIXES: { readonly [door in Operation['door']]: { readonly [by in Refusal['by']]: string } } = {
  http: { field: '', policy: 'HTTP 401 ', credentials: 'HTTP 401 ' },
  realtime: { field: 'error ', policy: 'error ', credentials: 'connection_error 401 ' },
  keysLink: { field: 'error ', policy: 'error ', credentials: 'error 401 ' },
};

const cloud = await useCloudInProcess();
const identities = await createIdentities(cloud);

async function place(customerId: string, paymentMethodId = ORDER.paymentMethodId): Promise<string> {
  return (await cloud.orders.createOrder({ ...ORDER, customerId, paymentMethodId })).orderId;
}

// The owner has orders of each kind, so that every type of the schema is in some answer.
const paid = await place('owner');
const failed = await place('owner', 'pm_card_chargeDeclined');
for (const orderId of [paid, failed]) await eventsOf(cloud.orders, orderId);
// From here on nothing moves by itself: what changes, an operation has changed.
await holdFunction(cloud, 'StartSaga');
for (const customerId of ['owner', 'other', 'staff']) await place(customerId);

function query(field: string): string {
  return documents.get(field) ?? '';
}
const watched = { query: query('Subscription.orderStatus'), variables: { orderId: paid } };
const { socket } = await openWatch(cloud, identities.owner, watched);

type Cell = {
  readonly label: string;
  readonly operation: Operation;
  readonly name: IdentityName;
  readonly word: string;
};

function isIdentity(name: string): name is IdentityName {
  return Object.hasOwn(identities, name);
}

const [header = [], ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.split(/ {2,}/));
const cells = rows.flatMap(([label = '', ...words]) =>
  words.map((word, index): Cell => {
    const name = header[index] ?? '';
    const operation = OPERATIONS[label];
    assert.ok(operation && isIdentity(name), `${label} and ${name} are known`);
    return { label, operation, name, word };
  }),
);

async function subjectOf({ operation }: Cell): Promise<Subject> {
  return {
    orderId: await orderFor(operation),
    customerId: 'owner',
  };
}

async function orderFor({ needs }: Operation): Promise<string> {
  if (!needs) return paid;
  const orderId = await place('owner');
  if (needs === 'parked') {
    await cloud.invoke('ParkOrder', { orderId, notDone: { ReserveInventory: { Error: 'Lambda.Unknown' } } });
  }
  return orderId;
}

function ask({ name, operation: { field, door, variables } }: Cell, subject: Subject): Promise<Answer> {
  const operation = { query: query(field), variables: variables(subject, name) };
  const identity = identities[name];
  if (door === 'http') return askOverHttp(cloud, identity, operation);
  return askToWatch(cloud, identity, operation, door === 'keysLink' ? identities.key : identity);
}

function refusal({ operation }: Cell, { by, says }: Refusal, { orderId }: Subject): string {
  const { field, door, customerArgument = '', onlyStaff = '' } = operation;
  const [type = '', name = ''] = field.split('.');
  const said = says.replace('ORDER', orderId).replace('ARGUMENT', customerArgument).replace('FIELD', name);
  return PREFIXES[door][by] + said.replace('TYPE', type).replace('RULE', onlyStaff);
}

const TABLES = ['Orders', 'Outbox', 'Idempotency', 'Products', 'Payments', 'CallerLimits'];
function everything() {
  return Promise.all(TABLES.map(cloud.scan));
}

function withoutNames({ body }: Answer, { orderId, customerId }: Subject): string {
  return body.replaceAll(orderId, 'ORDER').replaceAll(customerId, 'CUSTOMER');
}

describe('what is refused', () => {
  for (const cell of cells) {
    const expected = REFUSALS[cell.word];
    if (!expected) continue;
    it(`${cell.label} is ${cell.word} for ${cell.name}, and changes nothing`, async () => {
      const subject = await subjectOf(cell);
      const before = await everything();
      const answer = await ask(cell, subject);
      assert.equal(answer.outcome, refusal(cell, expected, subject));
      assert.deepEqual(await everything(), before);
      if (cell.word === 'late' || cell.word === 'going') return;
      const nothing = { orderId: randomUUID(), customerId: 'nobody-at-all' };
      assert.equal(withoutNames(await ask(cell, nothing), nothing), withoutNames(answer, subject));
    });
  }
});

/** Whose orders are in an answer, and what else is said about how it went. */
const ALLOWED: { readonly [word: string]: (cell: Cell) => { outcome: string; customers: readonly string[] } } = {
  yes: () => ({ outcome: 'done', customers: ['owner'] }),
  own: ({ name }) => ({ outcome: 'done', customers: [name] }),
  open: () => ({ outcome: 'done', customers: [] }),
  watch: () => ({ outcome: 'watching', customers: [] }),
};

describe('what is allowed', () => {
  for (const cell of cells) {
    const expected = ALLOWED[cell.word];
    if (!expected) continue;
    it(`${cell.label} is ${cell.word} for ${cell.name}`, async () => {
      const { outcome, body } = await ask(cell, await subjectOf(cell));
      const customers = new Set([...body.matchAll(/"customerId":"([^"]*)"/g)].map(([, customerId]) => customerId));
      assert.deepEqual({ outcome, customers: [...customers] }, expected(cell));
    });
  }
});

describe('subscribers', () => {
  it('hear what was published by those who may, and nothing of what was refused', async () => {
    const variables = OPERATIONS['publishOrderStatus']?.variables({ orderId: paid, customerId: 'owner' }, 'last') ?? {};
    const publish = { query: query('Mutation.publishOrderStatus'), variables };
    assert.equal((await askOverHttp(cloud, identities.relay, publish)).outcome, 'done');
    const heard: string[] = [];
    for (let event; event !== 'last' && event !== 'closed';) {
      const message = JSON.stringify(await socket.next());
      // The server keeps the connection alive once a minute.
      if (message === '{"type":"ka"}') continue;
      event = /"eventId":"([^"]+)"/.exec(message)?.[1] ?? 'closed';
      // What the stack itself has to tell of the order has a UUID.
      if (!event.includes('-')) heard.push(event);
    }
    assert.deepEqual(heard, ['relay', 'admin', 'last']);
  });
});

describe('the table', () => {
  it('tries every operation of the schema with every identity, and knows every word', () => {
    assert.deepEqual([...new Set(cells.map(({ operation }) => operation.field))].sort(), [...documents.keys()].sort());
    assert.deepEqual([...new Set(cells.map(({ name }) => name))], Object.keys(identities));
    assert.equal(cells.length, rows.length * Object.keys(identities).length);
    for (const { word } of cells) assert.ok(REFUSALS[word] ?? ALLOWED[word], word);
  });
});
