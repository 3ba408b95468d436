/** The two sources of cases about states: those of the saga, and those of our own. */
import type { Source } from '../case.ts';
import type { TemplateResource } from '../template.ts';
import { batteryQuestions } from './battery.ts';
import { caseOf } from './question.ts';
import type { StatesTarget } from './question.ts';
import { sagaIn } from './saga-definition.ts';
import { sagaQuestions } from './saga-questions.ts';

/** Every state of the saga in the template that deploys. */
export function sagaSource(template: ReadonlyMap<string, TemplateResource>): Source<StatesTarget> {
  return { name: 'states of the saga', cases: () => sagaQuestions(sagaIn(template)).map(caseOf) };
}

export const STATE_BATTERY: Source<StatesTarget> = {
  name: 'battery of states',
  cases: () => batteryQuestions().map(caseOf),
};
