/** The parts of a regular expression. */

/** Whether a code point fits. */
export type Test = (point: number) => boolean;

/** The places that an assertion can look at: `index` in `text`. */
export type Assertion = (text: string, index: number) => boolean;

export type Node =
  | { readonly kind: 'point'; readonly test: Test }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'group'; readonly number: number; readonly node: Node }
  | { readonly kind: 'reference'; readonly number: number; readonly ignoresCase: boolean }
  | { readonly kind: 'assertion'; readonly holds: Assertion }
  | { readonly kind: 'look'; readonly isBehind: boolean; readonly isNegative: boolean; readonly node: Node }
  | { readonly kind: 'atomic'; readonly node: Node }
  | {
      readonly kind: 'repeat';
      readonly node: Node;
      readonly min: number;
      readonly max: number;
      readonly isLazy: boolean;
    };

export type Pattern = {
  readonly node: Node;
  readonly groupCount: number;
  /** Group numbers by name. */
  readonly names: { readonly [name: string]: number };
};

export type Flags = {
  readonly ignoresCase: boolean;
  readonly isMultiline: boolean;
  readonly dotMatchesAll: boolean;
  readonly allowsComments: boolean;
};
