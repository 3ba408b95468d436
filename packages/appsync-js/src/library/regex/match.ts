/** Tries a regular expression at a place of a string. Its steps are counted, so that no pattern can hang. */
import { countSteps } from '../limits/limits.ts';
import { codePointAt } from '../kernel/natives.ts';
import type { Node, Pattern } from './node.ts';
import { pointBefore } from './reader.ts';

/** Start and end of what each group has found; index 0 is the whole. */
export type Match = readonly (readonly [start: number, end: number] | undefined)[];

/** The match that begins at `start`, and ends at the string's end if `toEnd`. */
export function matchAt(pattern: Pattern, text: string, start: number, toEnd: boolean): Match | undefined {
  const state: State = { text, groups: [] };
  let end = -1;
  const accept = (index: number): boolean => {
    if (toEnd && index !== text.length) return false;
    end = index;
    return true;
  };
  if (!attempt(pattern.node, start, accept, state)) return undefined;
  return [[start, end], ...state.groups.slice(1)];
}

type State = { readonly text: string; readonly groups: Range[] };
type Range = readonly [number, number] | undefined;

/** Goes on behind the node; false makes the node try something else. */
type Next = (index: number) => boolean;

function attempt(node: Node, index: number, next: Next, state: State): boolean {
  countSteps(1);
  switch (node.kind) {
    case 'point':
      return isPointAt(node, index, state) && next(index + widthAt(index, state));
    case 'sequence':
      return attemptSequence(node.nodes, 0, index, next, state);
    case 'choice':
      for (const one of node.nodes) if (attempt(one, index, next, state)) return true;
      return false;
    case 'group':
      return attemptGroup(node, index, next, state);
    case 'reference':
      return attemptReference(node, index, next, state);
    case 'assertion':
      return node.holds(state.text, index) && next(index);
    case 'look':
      return attemptLook(node, index, next, state);
    case 'atomic':
      return attemptAtomic(node.node, index, next, state);
    case 'repeat':
      return node.node.kind === 'point' && !node.isLazy
        ? attemptRun(node.node, node, index, next, state)
        : attemptRepeat(node, 0, index, next, state);
  }
}

type Of<Kind extends Node['kind']> = Extract<Node, { kind: Kind }>;

function isPointAt({ test }: Of<'point'>, index: number, { text }: State): boolean {
  const point = codePointAt(text, index);
  return point !== undefined && test(point);
}

function widthAt(index: number, { text }: State): number {
  return (codePointAt(text, index) ?? 0) > 0xffff ? 2 : 1;
}

function attemptSequence(nodes: readonly Node[], place: number, index: number, next: Next, state: State): boolean {
  const node = nodes[place];
  if (node === undefined) return next(index);
  return attempt(node, index, (end) => attemptSequence(nodes, place + 1, end, next, state), state);
}

function attemptGroup({ number, node }: Of<'group'>, index: number, next: Next, state: State): boolean {
  const before = state.groups[number];
  const close = (end: number): boolean => {
    const inner = state.groups[number];
    state.groups[number] = [index, end];
    if (next(end)) return true;
    state.groups[number] = inner;
    return false;
  };
  if (attempt(node, index, close, state)) return true;
  state.groups[number] = before;
  return false;
}

/** A character that is compared is less work than a step. */
const REFERRED_PER_STEP = 16;

/** A group that has found nothing fits nowhere. */
function attemptReference({ number, ignoresCase }: Of<'reference'>, index: number, next: Next, state: State): boolean {
  const range = state.groups[number];
  if (range === undefined) return false;
  const wanted = state.text.slice(...range);
  const there = state.text.slice(index, index + wanted.length);
  countSteps(wanted.length / REFERRED_PER_STEP);
  const isSame = ignoresCase ? there.toLowerCase() === wanted.toLowerCase() : there === wanted;
  return isSame && next(index + wanted.length);
}

function attemptLook({ isBehind, isNegative, node }: Of<'look'>, index: number, next: Next, state: State): boolean {
  const isThere = isBehind ? isBefore(node, index, state) : attempt(node, index, () => true, state);
  return isThere !== isNegative && next(index);
}

function isBefore(node: Node, index: number, state: State): boolean {
  for (let start = index; start >= 0; start -= 1) if (attempt(node, start, (end) => end === index, state)) return true;
  return false;
}

function attemptAtomic(node: Node, index: number, next: Next, state: State): boolean {
  let end = -1;
  const keep = (found: number): boolean => {
    end = found;
    return true;
  };
  return attempt(node, index, keep, state) && next(end);
}

/** A single character again and again, which needs no memory of each step. */
function attemptRun(point: Of<'point'>, { min, max }: Of<'repeat'>, index: number, next: Next, state: State): boolean {
  let end = index;
  let count = 0;
  for (; count < max && isPointAt(point, end, state); count += 1) {
    countSteps(1);
    end += widthAt(end, state);
  }
  for (; count >= min; count -= 1) {
    if (next(end)) return true;
    if (count > 0) end -= pointBefore(state.text, end) > 0xffff ? 2 : 1;
  }
  return false;
}

/** A round that finds nothing ends the repetition. */
function attemptRepeat(node: Of<'repeat'>, count: number, index: number, next: Next, state: State): boolean {
  const again = (): boolean =>
    count < node.max &&
    attempt(
      node.node,
      index,
      (end) => (end === index && count >= node.min ? false : attemptRepeat(node, count + 1, end, next, state)),
      state,
    );
  if (count < node.min) return again();
  return node.isLazy ? next(index) || again() : again() || next(index);
}
