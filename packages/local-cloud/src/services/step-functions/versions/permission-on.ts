/** What a caller needs for an operation on a state machine, or on a version or alias of it. */

import type { Permission } from '../../../gateway/operation.ts';
import { withoutQualifier } from './register.ts';

/**
 * Policies name the state machine, whatever version or alias is called; a condition may name that ("Creating granular
 * permissions for versions and aliases", Step Functions developer guide).
 */
export function permissionOn(operation: string, arn: string): Permission {
  const resource = withoutQualifier(arn);
  const qualifier = arn.slice(resource.length + 1);
  const context = qualifier !== '' && { context: { 'states:statemachinequalifier': qualifier } };
  return { action: `states:${operation}`, resource: resource === '' ? '*' : resource, ...context };
}
