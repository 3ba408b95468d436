/** Event patterns of rules and archives. */

import { findPatternProblem } from '../../aws/event-pattern/check-pattern.ts';
import { OPERATORS } from '../../aws/event-pattern/operators.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';

/** `where` names the resource. Throws `StartupError` in the words of EventBridge's `InvalidEventPatternException`. */
export function checkEventPattern(pattern: JsonObject, where: string): void {
  const problem = findPatternProblem(pattern, OPERATORS);
  if (problem === undefined) return;
  throw new StartupError(
    `EventBridge would refuse ${where} with InvalidEventPatternException: Event pattern is not valid. Reason: ${problem}.`,
  );
}
