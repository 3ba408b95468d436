/** Which subscription fields listen to which mutation: the schema's `@aws_subscribe`, read once. */
import { Kind, getNamedType, getNullableType, isCompositeType } from 'graphql';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import { DefinitionError } from '../errors.ts';

/** Subscription fields by the name of the mutation. */
export type SubscriptionFields = ReadonlyMap<string, readonly string[]>;

/** Throws `DefinitionError` if a mutation is missing, returns another type than its subscription, or returns no object. */
export function readSubscriptionFields(schema: GraphQLSchema): SubscriptionFields {
  const mutations = schema.getMutationType()?.getFields() ?? {};
  const fields = new Map<string, string[]>();
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    for (const name of listenedTo(field)) {
      const mutation = Object.hasOwn(mutations, name) ? mutations[name] : undefined;
      if (mutation === undefined) {
        throw new DefinitionError(
          `Subscription.${field.name} listens to Mutation.${name}, which is not in the schema.`,
        );
      }
      if (getNamedType(mutation.type) !== getNamedType(field.type)) {
        throw new DefinitionError(
          `Subscription.${field.name} and Mutation.${name}, to which it listens, differ in type.`,
        );
      }
      if (!isCompositeType(getNullableType(field.type))) {
        throw new DefinitionError(
          `Subscription.${field.name} returns ${String(field.type)}; the local cloud supports only objects there.`,
        );
      }
      fields.set(name, [...(fields.get(name) ?? []), field.name]);
    }
  }
  return fields;
}

function listenedTo(field: GraphQLField<unknown, unknown>): readonly string[] {
  const directive = field.astNode?.directives?.find(({ name }) => name.value === 'aws_subscribe');
  const mutations = directive?.arguments?.find(({ name }) => name.value === 'mutations')?.value;
  if (mutations?.kind === Kind.STRING) return [mutations.value];
  if (mutations?.kind !== Kind.LIST) return [];
  return mutations.values.flatMap((value) => (value.kind === Kind.STRING ? [value.value] : []));
}
