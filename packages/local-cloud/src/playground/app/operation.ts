/** The operation of a GraphQL document that is to run. */
import { getOperationAST, parse, print, separateOperations, type DocumentNode } from 'graphql';

export type Operation = {
  readonly query: string;
  readonly operationName?: string;
  /** Undefined if the document doesn't parse or is ambiguous; the server will explain. */
  readonly kind?: 'query' | 'mutation' | 'subscription';
};

/**
 * Finds the operation of this name, or the only one: GraphiQL's name lags a moment behind its editor. If the document
 * has other operations too, they are left out, because a subscription can't name its operation.
 */
export function operationIn(text: string, wantedName?: string | null): Operation {
  const document = parsed(text);
  const operation = document && (getOperationAST(document, wantedName) ?? getOperationAST(document));
  if (!document || !operation) return { query: text, ...(wantedName && { operationName: wantedName }) };

  const operations = separateOperations(document);
  const name = operation.name?.value;
  const alone = operations[name ?? ''];
  const query = alone && Object.keys(operations).length > 1 ? print(alone) : text;
  return { query, kind: operation.operation, ...(name && { operationName: name }) };
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
