/** What an IAM caller's policies say about the root fields of an operation. */
import type { ApiDependencies, Caller } from '../api.ts';
import { UnauthorizedError } from '../errors.ts';
import type { FieldPlan } from '../execution/plan.ts';

/**
 * The caller, with the fields denied that no policy allows. Throws `UnauthorizedError` when none is left.
 * Fields are `arn:…:apis/ID/types/Query/fields/name`, the action is `appsync:GraphQL`.
 */
export function checkPolicy(
  caller: Caller,
  plan: readonly FieldPlan[],
  apiArn: string,
  isAllowed: ApiDependencies['isAllowed'],
): Caller {
  const { principal } = caller;
  if (principal === undefined) return caller;
  const fields = plan.filter(({ definition }) => !definition.name.startsWith('__'));
  const denied = fields.filter(
    ({ parentType, definition }) =>
      !isAllowed(principal, 'appsync:GraphQL', `${apiArn}/types/${parentType.name}/fields/${definition.name}`),
  );
  if (denied.length === 0) return caller;
  if (denied.length === fields.length) throw new UnauthorizedError('Permission denied');
  return {
    ...caller,
    deniedFields: new Set(denied.map((field) => `${field.parentType.name}.${field.definition.name}`)),
  };
}
