/** Questions about states of our own: what the local cloud's interpreter assumes of Step Functions. */
import { choiceQuestions } from './battery/choices.ts';
import { dataQuestions } from './battery/data.ts';
import { definitionQuestions } from './battery/definitions.ts';
import { errorQuestions } from './battery/errors.ts';
import { intrinsicFunctionQuestions } from './battery/intrinsic-functions.ts';
import { mockQuestions } from './battery/mocks.ts';
import { pathQuestions } from './battery/paths.ts';
import { waitQuestions } from './battery/waits.ts';
import type { StateQuestion } from './question.ts';

export function batteryQuestions(): readonly StateQuestion[] {
  return [
    ...dataQuestions(),
    ...pathQuestions(),
    ...intrinsicFunctionQuestions(),
    ...choiceQuestions(),
    ...waitQuestions(),
    ...errorQuestions(),
    ...mockQuestions(),
    ...definitionQuestions(),
  ];
}
