/** The sources of cases about states: those of the sagas, and those of our own. */
import type { Source } from '../case.ts';
import type { TemplateResource } from '../template.ts';
import { batteryQuestions } from './battery.ts';
import { caseOf } from './question.ts';
import type { StatesTarget } from './question.ts';
import { sagaIn } from './saga-definition.ts';
import { SAGAS, sagaQuestions } from './saga-questions.ts';

/** Every state of the sagas, of orders and of refunds, in the template that deploys. */
export function sagaSource(template: ReadonlyMap<string, TemplateResource>): Source<StatesTarget> {
  const questions = () => SAGAS.flatMap((about) => sagaQuestions(sagaIn(template, about.id), about));
  return { name: 'states of the sagas', cases: () => questions().map(caseOf) };
}

export const STATE_BATTERY: Source<StatesTarget> = {
  name: 'battery of states',
  cases: () => batteryQuestions().map(caseOf),
};
