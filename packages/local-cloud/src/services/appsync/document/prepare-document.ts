/** Parses and validates a document once, and keeps the result. */
import { Kind, GraphQLError, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { createBoundedMap } from '../../../kernel/bounded-map.ts';
import type { ResponseError } from '../api.ts';
import { countFields } from './count-fields.ts';
import { explainValidationErrors } from './explain-validation-errors.ts';
import { validationRules } from './validation-rules.ts';

/** A document before anything runs. */
export type PreparedDocument =
  /** Not GraphQL at all, or too long: the whole request is malformed. */
  | { readonly kind: 'unreadable'; readonly error: ResponseError }
  /** GraphQL that doesn't fit the schema. */
  | { readonly kind: 'invalid'; readonly errors: readonly ResponseError[] }
  | {
      readonly kind: 'valid';
      readonly document: DocumentNode;
      readonly operations: readonly OperationDefinitionNode[];
    };

/** Returns the same object for the same query, so that it can be the key of further caches. */
export type PrepareDocument = (query: string) => PreparedDocument;

/** AppSync quotas, "Maximum tokens in a query document". */
const MAX_TOKENS = 15_000;

/** Of all documents kept, invalid ones included; a client that writes values into its documents would fill the memory. */
const MAX_KEPT_CHARACTERS = 1_000_000;

/** Documents of clients are far shorter. */
const MAX_KEPT_DOCUMENT_CHARACTERS = 50_000;

export function createPrepareDocument(schema: GraphQLSchema, introspection: 'ENABLED' | 'DISABLED'): PrepareDocument {
  const rules = validationRules(introspection);
  const kept = createBoundedMap<string, PreparedDocument>(MAX_KEPT_CHARACTERS, (query) => query.length);
  return (query) => {
    const known = kept.get(query);
    if (known !== undefined) return known;
    const prepared = prepare(schema, rules, query);
    if (query.length <= MAX_KEPT_DOCUMENT_CHARACTERS) kept.set(query, prepared);
    return prepared;
  };
}

function prepare(schema: GraphQLSchema, rules: ReturnType<typeof validationRules>, query: string): PreparedDocument {
  const document = parseQuery(query);
  if ('message' in document) return { kind: 'unreadable', error: document };
  const errors = validate(schema, document, rules);
  if (errors.length > 0) return { kind: 'invalid', errors: explainValidationErrors(schema, document, errors) };
  if (countFields(document) > MAX_TOKENS) return { kind: 'unreadable', error: malformed(TOO_MANY_FIELDS) };
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return { kind: 'valid', document, operations };
}

function parseQuery(query: string): DocumentNode | ResponseError {
  try {
    return parse(query, { maxLexicalTokens: MAX_TOKENS });
  } catch (error) {
    const tooLong = error instanceof GraphQLError && error.message.includes(`more that ${MAX_TOKENS} tokens`);
    return malformed(tooLong ? `Query document has more than ${MAX_TOKENS} tokens.` : 'Unable to parse GraphQL query.');
  }
}

/** Few fragments, each spread twice by the next, select more than any memory holds. */
const TOO_MANY_FIELDS = `Query document selects more than ${MAX_TOKENS} fields.`;

function malformed(message: string): ResponseError {
  return { message, errorType: 'MalformedHttpRequestException' };
}
