/** Prints a literal as graphql-java's syntax tree prints itself. */
import { Kind } from 'graphql';
import type { ValueNode } from 'graphql';

export function printLiteral(node: ValueNode): string {
  if (node.kind === Kind.STRING) return `StringValue{value='${node.value}'}`;
  if (node.kind === Kind.INT || node.kind === Kind.FLOAT || node.kind === Kind.BOOLEAN) {
    return `${node.kind}{value=${node.value}}`;
  }
  if (node.kind === Kind.ENUM) return `EnumValue{name='${node.value}'}`;
  if (node.kind === Kind.VARIABLE) return `VariableReference{name='${node.name.value}'}`;
  if (node.kind === Kind.LIST) return `ArrayValue{values=[${node.values.map(printLiteral).join(', ')}]}`;
  if (node.kind === Kind.NULL) return 'NullValue{}';
  const fields = node.fields.map(
    ({ name, value }) => `ObjectField{name='${name.value}', value=${printLiteral(value)}}`,
  );
  return `ObjectValue{objectFields=[${fields.join(', ')}]}`;
}
