/** Asks an IAM caller's policies about the root fields of an operation. */
import type { ApiDependencies, Caller } from '../api.ts';
import type { FieldPlan } from '../operation/plan.ts';

/**
 * Returns the caller, now denied the fields that no policy allows; undefined when the policies allow no field at all.
 * Fields are `arn:…:apis/ID/types/Query/fields/name`, the action is `appsync:GraphQL`.
 */
export function applyPolicies(
  caller: Caller,
  plan: readonly FieldPlan[],
  apiArn: string,
  isAllowed: ApiDependencies['isAllowed'],
): Caller | undefined {
  const { principal } = caller;
  if (principal === undefined) return caller;
  const fields = plan.filter(({ definition }) => !definition.name.startsWith('__'));
  const denied = fields.filter(
    ({ parentType, definition }) =>
      !isAllowed(principal, 'appsync:GraphQL', `${apiArn}/types/${parentType.name}/fields/${definition.name}`),
  );
  if (denied.length === 0) return caller;
  if (denied.length === fields.length) return undefined;
  return {
    ...caller,
    deniedFields: new Set(denied.map((field) => `${field.parentType.name}.${field.definition.name}`)),
  };
}
