/** TestState: runs one state, once, and tells what became of its data and where it goes on. */

import { AwsError } from '../../../aws/error.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import type { Cloud } from '../../../plugin/cloud.ts';
import { StatesError } from '../errors/states-error.ts';
import { readContext } from './context.ts';
import { handleError } from './handle-error.ts';
import { createInspection } from './inspection.ts';
import { readMock } from './mock.ts';
import { readRequest } from './request.ts';
import type { TestRequest } from './request.ts';
import { runTestedState } from './run-tested-state.ts';
import type { StateTest } from './state-test.ts';
import { findTestedState, holdsState } from './tested-state.ts';
import type { TestedState } from './tested-state.ts';

/**
 * `input` and the output are those of the API. Throws `InvalidArn`, `InvalidDefinition`, `InvalidExecutionInput`,
 * `ValidationException`; `AccessDeniedException` for a role that isn't there; and `UnknownOperationException` for what the
 * local cloud doesn't support. What goes wrong in the state is part of the output.
 */
export async function testState(input: JsonObject, cloud: Cloud): Promise<JsonObject> {
  const request = readRequest(input);
  const tested = findTestedState(request.definition, request.stateName, request.mock !== undefined);
  const mock = request.mock && readMock(request.mock, tested, request.revealsSecrets);
  checkConfiguration(request, tested);
  const context = readContext(request, tested, cloud.place);
  const texts = [request.input, ...(mock && 'result' in mock ? [mock.result] : [])];
  const inspection = createInspection(tested, request.input, request.variables, texts);
  const outcome = await outcomeOf({ request, tested, mock, context, inspection }, cloud);
  return { ...outcome, ...(request.isInspected && { inspectionData: inspection.data() }) };
}

function checkConfiguration({ configuration, mock }: TestRequest, { type, fields }: TestedState): void {
  const { errorCausedByState: culprit, mapIterationFailureCount: failures } = configuration;
  if (failures !== undefined && !(mock && type === 'Map')) {
    throw new AwsError('ValidationException', 'mapIterationFailureCount is supported only for a Map state with a mock');
  }
  if (culprit !== undefined && !holdsState(fields, culprit)) {
    throw new AwsError(
      'ValidationException',
      `errorCausedByState must name a state inside the tested Map or Parallel state, and '${culprit}' is not one`,
    );
  }
}

async function outcomeOf(test: StateTest, cloud: Cloud): Promise<JsonObject> {
  const { request, tested, context, inspection } = test;
  try {
    const { output, next } = await runTestedState(test, cloud);
    return {
      status: 'SUCCEEDED',
      output: inspection.textOf(output.value),
      ...(next !== undefined && { nextState: next }),
    };
  } catch (thrown) {
    if (thrown instanceof AwsError) throw thrown;
    const error = thrown instanceof StatesError ? thrown : new StatesError('States.Runtime', String(thrown));
    const { retrierRetryCount: retryCount } = request.configuration;
    const { details, ...handled } = handleError(tested, { error, input: request.input, context, retryCount });
    if (details) inspection.add({ errorDetails: details });
    return handled;
  }
}

/** A role is passed only if something is called by it ("IAM permissions for using TestState API", developer guide). */
export function permissionsOf({ roleArn, mock, revealSecrets }: JsonObject) {
  return [
    { action: 'states:TestState', resource: '*' },
    ...(typeof roleArn === 'string' && !mock ? [{ action: 'iam:PassRole', resource: roleArn }] : []),
    ...(revealSecrets === true ? [{ action: 'states:RevealSecrets', resource: '*' }] : []),
  ];
}
