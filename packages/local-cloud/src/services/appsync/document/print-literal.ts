/** Prints a literal as graphql-java's syntax tree prints itself. */
import type { ValueNode } from 'graphql';

export function printLiteral(node: ValueNode): string {
  if (node.kind === 'StringValue') return `StringValue{value='${node.value}'}`;
  if (node.kind === 'IntValue' || node.kind === 'FloatValue' || node.kind === 'BooleanValue') {
    return `${node.kind}{value=${node.value}}`;
  }
  if (node.kind === 'EnumValue') return `EnumValue{name='${node.value}'}`;
  if (node.kind === 'Variable') return `VariableReference{name='${node.name.value}'}`;
  if (node.kind === 'ListValue') return `ArrayValue{values=[${node.values.map(printLiteral).join(', ')}]}`;
  if (node.kind === 'NullValue') return 'NullValue{}';
  const fields = node.fields.map(
    ({ name, value }) => `ObjectField{name='${name.value}', value=${printLiteral(value)}}`,
  );
  return `ObjectValue{objectFields=[${fields.join(', ')}]}`;
}
