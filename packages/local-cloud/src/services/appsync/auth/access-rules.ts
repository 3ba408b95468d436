/** Who may read each field: AppSync's auth directives, read once. */
import { Kind, isObjectType } from 'graphql';
import type { ConstDirectiveNode, GraphQLField, GraphQLSchema } from 'graphql';
import type { AuthMode, AuthModeType } from '../definition.ts';

/** Modes that may use a field. A list of groups narrows a user pool's members, null doesn't. */
export type AccessRule = ReadonlyMap<AuthModeType, readonly string[] | null>;

/** Has every field of the API's own object types. Every caller may read introspection. */
export type AccessRules = ReadonlyMap<GraphQLField<unknown, unknown>, AccessRule>;

/**
 * A directive on a field replaces those of its type. A directive excludes the default mode; without directives only the
 * default mode may pass (Developer Guide, "Using additional authorization modes").
 *
 * If the user pool is the only mode, `@aws_auth` and the default action decide about the fields of Query, Mutation and
 * Subscription alone (aws-appsync-community#275, with reproduction). `warn` gets each `@aws_auth` that has no effect.
 */
export function readAccessRules(
  schema: GraphQLSchema,
  [defaultMode, ...additional]: readonly [AuthMode, ...AuthMode[]],
  warn: (message: string) => void,
): AccessRules {
  const isSoleUserPool = defaultMode.type === 'AMAZON_COGNITO_USER_POOLS' && additional.length === 0;
  const rules = new Map<GraphQLField<unknown, unknown>, AccessRule>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const isRoot = rootTypesOf(schema).includes(type);
    const byDefault = isSoleUserPool && !isRoot ? ANY_MEMBER : defaultRule(defaultMode);
    const ofType = namedModes(
      type.astNode?.directives,
      type.extensionASTNodes.flatMap(({ directives = [] }) => directives),
    );
    for (const field of Object.values(type.getFields())) {
      const ofField = namedModes(field.astNode?.directives);
      const groups = groupsOfAwsAuth(field.astNode?.directives);
      const hasEffect = isSoleUserPool && isRoot;
      if (groups !== undefined && !hasEffect) warn(explainNoEffect(`${type.name}.${field.name}`, isSoleUserPool));
      rules.set(field, ofField ?? (hasEffect ? groups : undefined) ?? ofType ?? byDefault);
    }
  }
  return rules;
}

function rootTypesOf(schema: GraphQLSchema): readonly unknown[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
}

const ANY_MEMBER: AccessRule = new Map([['AMAZON_COGNITO_USER_POOLS', null]]);

function explainNoEffect(field: string, isSoleUserPool: boolean): string {
  return isSoleUserPool
    ? `AppSync ignores @aws_auth on ${field}: it checks groups on the fields of Query, Mutation and Subscription alone ` +
        '(aws-appsync-community#275). Use @aws_cognito_user_pools(cognito_groups: …) with a second authorization mode, or ' +
        'check the groups in a resolver.'
    : `AppSync ignores @aws_auth on ${field}, because a user pool isn't the API's only authorization mode. Use ` +
        '@aws_cognito_user_pools(cognito_groups: …).';
}

function defaultRule(mode: AuthMode): AccessRule {
  const denies = mode.type === 'AMAZON_COGNITO_USER_POOLS' && mode.DefaultAction === 'DENY';
  return new Map(denies ? [] : [[mode.type, null]]);
}

const MODES: { readonly [directive: string]: AuthModeType } = {
  aws_api_key: 'API_KEY',
  aws_iam: 'AWS_IAM',
  aws_oidc: 'OPENID_CONNECT',
  aws_lambda: 'AWS_LAMBDA',
  aws_cognito_user_pools: 'AMAZON_COGNITO_USER_POOLS',
};

/** Undefined when the place names no mode. */
function namedModes(...lists: (readonly ConstDirectiveNode[] | undefined)[]): AccessRule | undefined {
  const rule = new Map<AuthModeType, readonly string[] | null>();
  for (const directive of lists.flatMap((list) => list ?? [])) {
    const mode = MODES[directive.name.value];
    if (mode !== undefined) rule.set(mode, groupsOf(directive));
  }
  return rule.size === 0 ? undefined : rule;
}

function groupsOfAwsAuth(directives: readonly ConstDirectiveNode[] | undefined): AccessRule | undefined {
  const directive = directives?.find(({ name }) => name.value === 'aws_auth');
  return directive === undefined ? undefined : new Map([['AMAZON_COGNITO_USER_POOLS', groupsOf(directive)]]);
}

function groupsOf(directive: ConstDirectiveNode): readonly string[] | null {
  const groups = directive.arguments?.find(({ name }) => name.value === 'cognito_groups')?.value;
  if (groups?.kind === Kind.STRING) return [groups.value];
  if (groups?.kind !== Kind.LIST) return null;
  return groups.values.flatMap((group) => (group.kind === Kind.STRING ? [group.value] : []));
}
