/**
 * graphql-js's validation errors in graphql-java's words: the kind, and the text after it. AppSync's engine is a
 * graphql-java of about version 11. "Seen" marks words that AWS was seen to use; the others are that version's.
 */

export type Wording = {
  /** Matches graphql-js's message; its groups are handed to `say`. */
  readonly pattern: RegExp;
  readonly kind: string;
  readonly say: (...groups: string[]) => string;
  /** Which of the error's nodes graphql-java points at; the first when left out. */
  readonly node?: number;
};

export const WORDINGS: readonly Wording[] = [
  // Seen.
  {
    pattern: /^Cannot query field "(\w+)" on type "(\w+)"/,
    kind: 'FieldUndefined',
    say: (field = '', type = '') => `Field '${field}' in type '${type}' is undefined`,
  },
  // Seen.
  {
    pattern: /^Field "\w+" argument "(\w+)" of type .* is required/,
    kind: 'MissingFieldArgument',
    say: (name = '') => `Missing field argument ${name}`,
  },
  {
    pattern: /^Directive "@\w+" argument "(\w+)" of type .* is required/,
    kind: 'MissingDirectiveArgument',
    say: (name = '') => `Missing directive argument ${name}`,
  },
  // Seen.
  {
    pattern: /^Unknown argument "(\w+)" on field/,
    kind: 'UnknownArgument',
    say: (name = '') => `Unknown field argument ${name}`,
  },
  {
    pattern: /^Unknown argument "(\w+)" on directive/,
    kind: 'UnknownDirective',
    say: (name = '') => `Unknown directive argument ${name}`,
  },
  // Seen; a list or a non-null type has no name and is printed as null.
  {
    pattern: /^Field "(\w+)" must not have a selection since type "(.+)" has no subfields/,
    kind: 'SubSelectionNotAllowed',
    say: (field = '', type = '') => `Sub selection not allowed on leaf type ${nameOf(type)} of field ${field}`,
  },
  // Seen.
  {
    pattern: /^Field "(\w+)" of type "(.+)" must have (?:a selection of subfields|at least one field selected)/,
    kind: 'SubSelectionRequired',
    say: (field = '', type = '') => `Sub selection required for type ${nameOf(type)} of field ${field}`,
  },
  // Seen.
  { pattern: /^Unknown type "(\w+)"/, kind: 'UnknownType', say: (type = '') => `Unknown type ${type}` },
  // Seen.
  {
    pattern: /^Variable "\$(\w+)" is never used/,
    kind: 'UnusedVariable',
    say: (name = '') => `Unused variable ${name}`,
  },
  {
    pattern: /^Variable "\$(\w+)" is not defined/,
    kind: 'UndefinedVariable',
    say: (name = '') => `Undefined variable ${name}`,
  },
  // Seen.
  {
    pattern: /^Variable "\$\w+" of type "(.+)" used in position expecting type "(.+)"/,
    kind: 'VariableTypeMismatch',
    say: (actual = '', expected = '') => `Variable type '${actual}' doesn't match expected type '${expected}'`,
    node: 1,
  },
  {
    pattern: /^Variable "\$\w+" cannot be non-input type/,
    kind: 'NonInputTypeOnVariable',
    say: () => 'Wrong type for a variable',
  },
  {
    pattern: /^There can be only one variable named "\$(\w+)"/,
    kind: 'DuplicateVariableName',
    say: (name = '') => `There can be only one variable named '${name}'`,
  },
  { pattern: /^Unknown fragment "(\w+)"/, kind: 'UndefinedFragment', say: (name = '') => `Undefined fragment ${name}` },
  { pattern: /^Fragment "(\w+)" is never used/, kind: 'UnusedFragment', say: (name = '') => `Unused fragment ${name}` },
  {
    pattern: /^Cannot spread fragment "\w+" within itself/,
    kind: 'FragmentCycle',
    say: () => 'Fragment cycles not allowed',
  },
  {
    pattern: /^Fragment cannot condition on non composite type/,
    kind: 'InlineFragmentTypeConditionInvalid',
    say: () => 'Inline fragment type condition is invalid, must be on Object/Interface/Union',
  },
  {
    pattern: /^Fragment "\w+" cannot condition on non composite type/,
    kind: 'FragmentTypeConditionInvalid',
    say: () => 'Fragment type condition is invalid, must be on Object/Interface/Union',
  },
  {
    pattern: /^Fragment (?:"(\w+)" )?cannot be spread here as objects of type "(.+)" can never be of type "(.+)"/,
    kind: 'InvalidFragmentType',
    say: (fragment = '', parent = '', type = '') =>
      `Fragment ${fragment === '' ? '' : `${fragment} `}cannot be spread here ` +
      `as objects of type ${parent} can never be of type ${type}`,
  },
  {
    pattern: /^Fields "(\w+)" conflict because "(\w+)" and "(\w+)" are different fields\. Use/,
    kind: 'FieldsConflict',
    say: (key = '', one = '', other = '') => `${key}: ${one} and ${other} are different fields`,
  },
  {
    pattern: /^Fields "(\w+)" conflict because they have differing arguments/,
    kind: 'FieldsConflict',
    say: (key = '') => `${key}: they have differing arguments`,
  },
  {
    pattern: /^Fields "(\w+)" conflict because they return conflicting types "(.+)" and "(.+)"/,
    kind: 'FieldsConflict',
    say: (key = '', one = '', other = '') => `${key}: returns different types ${one} and ${other}`,
  },
  {
    pattern: /^Fields "(\w+)" conflict/,
    kind: 'FieldsConflict',
    say: (key = '') => `${key}: fields below it conflict`,
  },
  { pattern: /^Unknown directive "@(\w+)"/, kind: 'UnknownDirective', say: (name = '') => `Unknown directive ${name}` },
  {
    pattern: /^Directive "@(\w+)" may not be used on/,
    kind: 'MisplacedDirective',
    say: (name = '') => `Directive ${name} not allowed here`,
  },
  {
    pattern: /^The directive "@(\w+)" can only be used once/,
    kind: 'DuplicateDirectiveName',
    say: (name = '') => `Directives must be uniquely named within a location. The directive '${name}' is not unique.`,
  },
  {
    pattern: /^This anonymous operation must be the only defined operation/,
    kind: 'LoneAnonymousOperationViolation',
    say: () => 'Anonymous operation with other operations.',
  },
  {
    pattern: /^There can be only one operation named "(\w+)"/,
    kind: 'DuplicateOperationName',
    say: (name = '') => `There can be only one operation named '${name}'`,
  },
  {
    pattern: /^There can be only one fragment named "(\w+)"/,
    kind: 'DuplicateFragmentName',
    say: (name = '') => `There can be only one fragment named '${name}'`,
  },
  {
    pattern: /^There can be only one argument named "(\w+)"/,
    kind: 'DuplicateArgumentNames',
    say: (name = '') => `There can be only one argument named '${name}'`,
  },
  {
    pattern: /^The (.+) definition is not executable/,
    kind: 'NonExecutableDefinition',
    say: (name = '') => `${name} definition is not executable`,
  },
  {
    pattern: /^Subscription "(\w+)" must select only one top level field/,
    kind: 'SubscriptionMultipleRootFields',
    say: (name = '') => `Subscription operation '${name}' must have exactly one root field`,
  },
  {
    pattern: /^Anonymous Subscription must select only one top level field/,
    kind: 'SubscriptionMultipleRootFields',
    say: () => "Subscription operation 'null' must have exactly one root field",
  },
  // graphql-js gives up on documents that only a machine would write; so does graphql-java, at other counts.
  { pattern: /^(.*aborted\.)$/, kind: 'MaxValidationErrorsReached', say: (words = '') => words },
];

/** Only a named type has a name in graphql-java. */
function nameOf(type: string): string {
  return /^\w+$/.test(type) ? type : 'null';
}
