/** Decides `@skip` and `@include`. */
import { Kind } from 'graphql';
import type { SelectionNode } from 'graphql';
import type { JsonObject } from '../../../kernel/json.ts';

export function isSelected(selection: SelectionNode, variables: JsonObject): boolean {
  for (const { name, arguments: given } of selection.directives ?? []) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const condition = given?.find((argument) => argument.name.value === 'if')?.value;
    const isTrue =
      condition?.kind === Kind.VARIABLE
        ? variables[condition.name.value] === true
        : condition?.kind === Kind.BOOLEAN && condition.value;
    if (isTrue === (name.value === 'skip')) return false;
  }
  return true;
}
