/** Chooses the operation of a request and coerces its variables: finds all faults before the first field runs. */
import { getVariableValues } from 'graphql';
import type { GraphQLObjectType, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { JsonObject } from '../../../kernel/json.ts';
import type { GraphqlRequest, ResponseError } from '../api.ts';
import type { PrepareDocument, PreparedDocument } from '../document/prepare-document.ts';
import { createFindPlan } from '../operation/find-plan.ts';
import type { FindPlan } from '../operation/find-plan.ts';
import { explainVariableErrors } from '../variables/explain-variable-errors.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { loosenVariables } from '../variables/loosen-variables.ts';
import type { FieldPlan } from '../operation/plan.ts';

export type ReadyOperation = {
  readonly definition: OperationDefinitionNode;
  readonly plan: readonly FieldPlan[];
  readonly variables: JsonObject;
};

export type RefusedOperation = {
  /** 400 if the request is malformed, 200 if it is only not valid, 401 if the caller may use none of its fields. */
  readonly statusCode: 200 | 400 | 401;
  readonly errors: readonly ResponseError[];
};

export type PrepareOperation = (request: GraphqlRequest) => ReadyOperation | RefusedOperation;

export function createPrepareOperation(schema: GraphQLSchema, prepareDocument: PrepareDocument): PrepareOperation {
  const findPlans = new WeakMap<OperationDefinitionNode, FindPlan>();
  const findPlanOf = (
    prepared: ValidDocument,
    rootType: GraphQLObjectType,
    operation: OperationDefinitionNode,
  ): FindPlan => {
    const known = findPlans.get(operation);
    if (known !== undefined) return known;
    const findPlan = createFindPlan(schema, prepared.document, rootType, operation);
    findPlans.set(operation, findPlan);
    return findPlan;
  };
  return (request) => {
    const prepared = prepareDocument(request.query);
    if (prepared.kind === 'unreadable') return { statusCode: 400, errors: [prepared.error] };
    if (prepared.kind === 'invalid') return { statusCode: 200, errors: prepared.errors };
    const operation = chooseOperation(prepared.operations, request.operationName);
    if ('errors' in operation) return operation;
    const rootType = schema.getRootType(operation.operation);
    if (rootType === undefined || rootType === null)
      return malformed(`Schema is not configured for ${operation.operation}s.`);
    const coerced = coerceVariables(schema, operation, request.variables);
    if ('errors' in coerced) return coerced;
    const { variables } = coerced;
    return { definition: operation, variables, plan: findPlanOf(prepared, rootType, operation)(variables) };
  };
}

type ValidDocument = Extract<PreparedDocument, { kind: 'valid' }>;

function malformed(message: string): RefusedOperation {
  return {
    statusCode: 400,
    errors: [{ message, errorType: 'MalformedHttpRequestException' }],
  };
}

function chooseOperation(
  operations: readonly OperationDefinitionNode[],
  name: string | null,
): OperationDefinitionNode | RefusedOperation {
  const [only, ...others] = operations;
  if (only === undefined) return malformed('Unable to parse GraphQL query.');
  if (name !== null && name !== '') {
    return (
      operations.find((operation) => operation.name?.value === name) ?? malformed(`Unknown operation named '${name}'.`)
    );
  }
  return others.length === 0 ? only : malformed('Missing operation name.');
}

function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: JsonObject,
): { readonly variables: JsonObject } | RefusedOperation {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return { variables: {} };
  const loosened = loosenVariables(schema, definitions, given);
  const { coerced } = getVariableValues(schema, definitions, loosened, { maxErrors: 1 });
  if (isJsonObject(coerced)) return { variables: coerced };
  return { statusCode: 200, errors: explainVariableErrors(schema, definitions, loosened) };
}
