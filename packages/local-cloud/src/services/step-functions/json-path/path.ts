/** The parts of a JSONPath expression, as the Amazon States Language uses it ("Paths"; its dialect is Jayway's). */

import type { JsonValue } from '../../../kernel/json.ts';

export type Path = {
  readonly text: string;
  /** `$` reads the input, `$$` the context object. */
  readonly root: '$' | '$$';
  readonly steps: readonly Step[];
  /** True if the path can only ever find one value. Others return a list, which may be empty. */
  readonly isDefinite: boolean;
};

export type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'members'; readonly names: readonly string[] }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'descent' }
  | { readonly kind: 'filter'; readonly filter: Filter };

/** `steps` start at the element that is tested (`@`), or at the root of the input (`$`). */
export type Operand =
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | { readonly kind: 'path'; readonly root: '@' | '$'; readonly steps: readonly Step[] };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'nin';

export type Filter =
  | { readonly kind: 'exists'; readonly operand: Operand }
  | { readonly kind: 'compare'; readonly comparison: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] };
