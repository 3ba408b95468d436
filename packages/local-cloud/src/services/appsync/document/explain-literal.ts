/** Explains the first fault of a literal argument, as graphql-java's `ArgumentsOfCorrectType` does. */
import { Kind, isInputObjectType, isLeafType, isListType, isNonNullType, isRequiredInputField } from 'graphql';
import type { GraphQLInputObjectType, GraphQLInputType, GraphQLLeafType, ValueNode } from 'graphql';
import { printLiteral } from './print-literal.ts';

/** The complaint, its place below the argument, and the value at fault unless that is the whole argument. */
type Fault = { readonly at: string; readonly value?: ValueNode; readonly complaint: string };

/** Such as `argument 'sort[0]' with value '…' is missing required fields '[order]'`; undefined if it is right. */
export function explainLiteral(name: string, type: GraphQLInputType, value: ValueNode): string | undefined {
  const fault = findFault(type, value, name);
  if (fault === undefined) return undefined;
  return `argument '${fault.at}' with value '${printLiteral(fault.value ?? value)}' ${fault.complaint}`;
}

function findFault(type: GraphQLInputType, value: ValueNode, at: string): Fault | undefined {
  if (value.kind === Kind.NULL) return isNonNullType(type) ? { at, value, complaint: 'must not be null' } : undefined;
  if (value.kind === Kind.VARIABLE) return undefined;
  if (isNonNullType(type)) return findFault(type.ofType, value, at);
  if (isListType(type)) return findListFault(type.ofType, value, at);
  if (isInputObjectType(type)) return findObjectFault(type, value, at);
  if (!isLeafType(type) || isReadable(type, value)) return undefined;
  return { at, value, complaint: `is not a valid '${type.name}'` };
}

function findListFault(itemType: GraphQLInputType, value: ValueNode, at: string): Fault | undefined {
  if (value.kind !== Kind.LIST) return findFault(itemType, value, at);
  for (const [index, item] of value.values.entries()) {
    const fault = findFault(itemType, item, `${at}[${index}]`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function findObjectFault(type: GraphQLInputObjectType, value: ValueNode, at: string): Fault | undefined {
  if (value.kind !== Kind.OBJECT) return { at, complaint: 'must be an object type' };
  const fields = type.getFields();
  const given = new Set(value.fields.map(({ name }) => name.value));
  const missing = Object.values(fields).filter((field) => isRequiredInputField(field) && !given.has(field.name));
  if (missing.length > 0) {
    return { at, complaint: `is missing required fields '[${missing.map(({ name }) => name).join(', ')}]'` };
  }
  for (const { name, value: member } of value.fields) {
    const field = Object.hasOwn(fields, name.value) ? fields[name.value] : undefined;
    if (field === undefined) return { at, complaint: `contains a field not in '${type.name}': '${name.value}'` };
    const fault = findFault(field.type, member, `${at}.${name.value}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isReadable(type: GraphQLLeafType, value: ValueNode): boolean {
  try {
    return type.parseLiteral(value, {}) !== undefined;
  } catch {
    return false;
  }
}
