/** Whether a caller may read a field. */
import type { Caller } from '../api.ts';
import { FieldError } from '../errors.ts';
import type { AccessRule } from './access-rules.ts';

/** Throws AppSync's denial of one field. `typeName` and `fieldName` are the schema's. */
export const checkAccess = (caller: Caller, rule: AccessRule, typeName: string, fieldName: string): void => {
  if (!isAllowedBy(rule, caller) || isDenied(caller, typeName, fieldName)) throw notAuthorized(typeName, fieldName);
};

export const notAuthorized = (typeName: string, fieldName: string): FieldError =>
  new FieldError(`Not Authorized to access ${fieldName} on type ${typeName}`, 'Unauthorized');

const isAllowedBy = (rule: AccessRule, caller: Caller): boolean => {
  const groups = rule.get(caller.mode);
  if (groups === undefined) return false;
  return groups === null || groups.some((group) => caller.groups.includes(group));
};

const isDenied = ({ deniedFields }: Caller, typeName: string, fieldName: string): boolean =>
  deniedFields.size > 0 && deniedFields.has(`${typeName}.${fieldName}`);
