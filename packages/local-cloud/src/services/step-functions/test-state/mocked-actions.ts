/** What a Map or Parallel state does whose result or error is mocked: everything but to run its branches. */

import { AwsError } from '../../../aws/error.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { stringAt } from '../../../kernel/json.ts';
import { runtimeError, StatesError } from '../errors/states-error.ts';
import { integerField } from '../input-output/integer-field.ts';
import { effectiveInput, outputOfResult, readValue } from '../input-output/input-output.ts';
import { iterationInput, itemsOf } from '../state-actions/map.ts';
import type { ActiveState, StateAction } from '../state-actions/state-action.ts';
import { batchesOf } from './item-batches.ts';
import { readItems } from './item-reader.ts';
import type { Mock } from './mock.ts';
import type { StateConfiguration } from './request.ts';

/** Gives or throws what is mocked. */
export function playMock(mock: Mock): JsonValue {
  if ('error' in mock) throw mock.error;
  return mock.result.value;
}

export function mockedParallel(mock: Mock): StateAction {
  return (state) => {
    const input = effectiveInput(state.fields['Parameters'], state);
    state.observe?.('afterParameters', input.value);
    return { output: outputOfResult(playMock(mock), state) };
  };
}

/** `add` takes the numbers of the inspection. Throws `ValidationException` for more failures than there are items. */
export function mockedMap(
  mock: Mock,
  { mapIterationFailureCount: failures, mapItemReaderData: readerData }: StateConfiguration,
  add: (members: JsonObject) => void,
): StateAction {
  return (state) => {
    const items = readerData === undefined ? itemsOf(state) : readItems(readerData, state);
    state.observe?.('afterItemsPath', [...items]);
    inspectItems(items, state);
    add({ maxConcurrency: integerField(state, 'MaxConcurrency', 0) ?? 0 });
    const tolerated = toleratedFailures(state);
    add(tolerated);
    if (failures !== undefined && failures > items.length) {
      throw new AwsError(
        'ValidationException',
        `mapIterationFailureCount (${failures}) must not exceed the number of items in the input (${items.length})`,
      );
    }
    const result = playMock(mock);
    if (exceeds(failures ?? 0, items.length, tolerated)) throw thresholdExceeded();
    return { output: outputOfResult(result, state) };
  };
}

function inspectItems(items: readonly JsonValue[], state: ActiveState): void {
  const { fields, observe } = state;
  const inputs = items.map((item, index) => iterationInput(item, index, state).value);
  if ('ItemSelector' in fields || 'Parameters' in fields) observe?.('afterItemSelector', inputs);
  if ('ItemBatcher' in fields) observe?.('afterItemBatcher', [...batchesOf(inputs, state)]);
}

type Tolerated = { toleratedFailureCount?: number; toleratedFailurePercentage?: number };

function toleratedFailures(state: ActiveState): Tolerated {
  const count = integerField(state, 'ToleratedFailureCount', 0);
  const percentage = percentageOf(state);
  return {
    ...(count !== undefined && { toleratedFailureCount: count }),
    ...(percentage !== undefined && { toleratedFailurePercentage: percentage }),
  };
}

function percentageOf({ fields, data }: ActiveState): number | undefined {
  const path = stringAt(fields, 'ToleratedFailurePercentagePath');
  const value = path === undefined ? fields['ToleratedFailurePercentage'] : readValue(path, data);
  if (typeof value === 'number' && value >= 0 && value <= 100) return value;
  if (value === undefined) return undefined;
  throw runtimeError(
    `The ToleratedFailurePercentagePath parameter does not reference a value from 0 to 100: ${path} == ${JSON.stringify(value)}`,
  );
}

/** A Map that names no threshold has none, whatever the count (localstack, test_map_state_failure_count, recorded on AWS). */
function exceeds(
  failures: number,
  items: number,
  { toleratedFailureCount: count = Infinity, toleratedFailurePercentage: percentage = Infinity }: Tolerated,
): boolean {
  return failures > count || failures * 100 > percentage * items;
}

function thresholdExceeded(): StatesError {
  return new StatesError(
    'States.ExceedToleratedFailureThreshold',
    'The specified tolerated failure threshold was exceeded',
  );
}
