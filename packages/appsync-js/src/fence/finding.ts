/** What a rule has found in the code. */
import type ts from 'typescript';

export type Finding = {
  /** Index of the character. */
  readonly position: number;
  readonly rule: string;
  readonly message: string;
};

export function found(node: ts.Node, rule: string, message: string): Finding {
  return {
    position: node.getStart(),
    rule,
    message,
  };
}
