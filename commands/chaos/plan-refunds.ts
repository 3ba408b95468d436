/** What staff ask for once an order is completed: the same refunds for the same seed. */
import { toAmount, toMinor } from '../../domain/money.ts';
import type { RestockedItem } from '../../domain/schema.generated.ts';
import type { Random } from './random.ts';
import type { RefundAsked } from './rows.ts';

export type PlannedRefund = {
  readonly refundId: string;
  readonly amount: number;
  readonly restock: readonly RestockedItem[];
  /** How many requests with this id are sent at the same instant. */
  readonly atOnce: number;
  /** Whether it is asked for again when it has come to its end, as by somebody whose response got lost. */
  readonly again: boolean;
  readonly expected: RefundAsked['expected'];
};

/** What is asked for at the same instant; the next of them once these are acknowledged. */
export type RefundRound = readonly PlannedRefund[];

/** How often each is meant to happen, of a hundred completed orders. */
const REFUNDS = { none: 64, part: 7, full: 6, several: 6, twice: 6, overTotal: 5, rivals: 6 };

type Ordered = { readonly items: readonly (RestockedItem & { readonly price: number })[]; readonly currency: string };

export function planRefunds(order: Ordered, random: Random): readonly RefundRound[] {
  const total = totalMinor(order);
  const refund = (refundId: string, minor: number, more: Partial<PlannedRefund> = {}): PlannedRefund => {
    const amount = toAmount(minor, order.currency);
    return { refundId, amount, restock: [], atOnce: 1, again: false, expected: 'issued', ...more };
  };
  const share = () => Math.floor((total * random.between(10, 50)) / 100);
  const rounds: { readonly [kind in Exclude<keyof typeof REFUNDS, 'none'>]: () => readonly RefundRound[] } = {
    part: () => [[refund('part', share(), { restock: someOf(order, random) })]],
    full: () => [[refund('full', total, { restock: order.items.map(asItem) })]],
    several: () => {
      const [one, two] = [share(), share()];
      const first = [refund('one', one), refund('two', two, { restock: someOf(order, random) })];
      const left = total - one - two;
      return left > 0 ? [first, [refund('last', left, { again: true })]] : [first];
    },
    twice: () => [[refund('twice', share(), { atOnce: 3, again: true, restock: someOf(order, random) })]],
    overTotal: () => [[refund('full', total)], [refund('over', 1, { expected: 'rejected', again: true })]],
    rivals: () => {
      const half = Math.floor(total / 2) + 1;
      return [['left', 'right'].map((refundId) => refund(refundId, half, { expected: 'one of', atOnce: 2 }))];
    },
  };
  const kind = random.pick(REFUNDS);
  return kind === 'none' ? [] : rounds[kind]();
}

/** Of a card that takes no money back: each refund fails, and leaves its amount to the next one. */
export function planRefusedRefunds(order: Ordered): readonly RefundRound[] {
  const amount = toAmount(totalMinor(order), order.currency);
  const refused = { amount, restock: order.items.map(asItem), again: true, expected: 'failed' } as const;
  return [[{ ...refused, refundId: 'refused', atOnce: 2 }]];
}

function totalMinor({ items, currency }: Ordered): number {
  return items.reduce((total, { price, quantity }) => total + toMinor(price, currency) * quantity, 0);
}

/** Some of what was ordered of the first product. */
function someOf({ items }: Ordered, random: Random): readonly RestockedItem[] {
  const [first] = items;
  const quantity = random.between(0, first?.quantity ?? 0);
  return first && quantity > 0 ? [{ productId: first.productId, quantity }] : [];
}

function asItem({ productId, quantity }: RestockedItem): RestockedItem {
  return { productId, quantity };
}
