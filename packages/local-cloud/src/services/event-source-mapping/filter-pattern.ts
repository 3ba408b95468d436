/**
 * Filters of event source mappings: event patterns with the rules that the Lambda developer guide lists under "Filter
 * rule syntax". DynamoDB writes numbers as strings, so `numeric` never matches an attribute, here as there.
 */

import { findPatternProblem } from '../../aws/event-pattern/check-pattern.ts';
import { LAMBDA_OPERATORS } from '../../aws/event-pattern/operators.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';

export { matchesPattern } from '../../aws/event-pattern/matches-pattern.ts';

/** Throws `StartupError` naming the part of the pattern that Lambda would refuse, and why. */
export function checkPattern(pattern: JsonObject): void {
  const problem = findPatternProblem(pattern, LAMBDA_OPERATORS);
  if (problem !== undefined) throw new StartupError(`Invalid filter pattern definition: ${problem}.`);
}
