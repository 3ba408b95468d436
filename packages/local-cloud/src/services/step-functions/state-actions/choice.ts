/** A Choice state. */

import { isJsonObject, stringAt } from '../../../kernel/json.ts';
import { matchesRule } from '../choice-rules/matches-rule.ts';
import { select } from '../input-output/input-output.ts';
import type { StateAction } from './state-action.ts';
import { StatesError } from '../errors/states-error.ts';

export const runChoice: StateAction = ({ fields, data }) => {
  const rules = Array.isArray(fields['Choices']) ? fields['Choices'].filter(isJsonObject) : [];
  const chosen = rules.find((rule) => matchesRule(rule, data));
  const next = stringAt(chosen ?? {}, 'Next') ?? stringAt(fields, 'Default');
  if (next !== undefined) return { output: select(fields['OutputPath'], data), next };
  throw new StatesError(
    'States.NoChoiceMatched',
    'No rule of the Choice state matched the input, and the state has no Default.',
    true,
  );
};
