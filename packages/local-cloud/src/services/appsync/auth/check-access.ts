/** Decides whether a caller may read a field. */
import type { Caller } from '../api.ts';
import { FieldError } from '../errors.ts';
import type { AccessRule } from './access-rules.ts';

/** Throws AppSync's denial of one field. `typeName` and `fieldName` are the schema's. */
export function checkAccess(caller: Caller, rule: AccessRule, typeName: string, fieldName: string): void {
  if (!isAllowedBy(rule, caller) || isDenied(caller, typeName, fieldName)) throw notAuthorized(typeName, fieldName);
}

export function notAuthorized(typeName: string, fieldName: string): FieldError {
  return new FieldError(`Not Authorized to access ${fieldName} on type ${typeName}`, 'Unauthorized');
}

function isAllowedBy(rule: AccessRule, caller: Caller): boolean {
  const groups = rule.get(caller.mode);
  if (groups === undefined) return false;
  return groups === null || groups.some((group) => caller.groups.includes(group));
}

function isDenied({ deniedFields }: Caller, typeName: string, fieldName: string): boolean {
  return deniedFields.size > 0 && deniedFields.has(`${typeName}.${fieldName}`);
}
