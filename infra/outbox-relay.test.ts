/** Who reads the outbox's stream, and what becomes of records that can't be handled. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { stageNamed, templateFor } from './testing/stages.ts';
import { at, listAt, numberAt, propertiesOf, stringAt } from './testing/template.ts';

const template = templateFor(stageNamed('dev'));

describe('the outbox relay', () => {
  const mappings = propertiesOf(template, 'AWS::Lambda::EventSourceMapping');
  const CALLS_FOR_A_SAGA = ['ORDER_CREATED', 'CANCELLATION_REQUESTED', 'RESUME_REQUESTED', 'REFUND_REQUESTED'];

  it('has one reader that starts sagas, also to undo what is cancelled, to refund and to resume, and one that publishes everything', () => {
    const patterns = mappings.map((mapping) =>
      listAt(mapping, 'FilterCriteria', 'Filters').map((filter): unknown => JSON.parse(stringAt(filter, 'Pattern'))),
    );
    assert.deepEqual(patterns, [
      [
        { eventName: ['INSERT'], dynamodb: { NewImage: { eventType: { S: CALLS_FOR_A_SAGA } } } },
        {
          eventName: ['INSERT'],
          dynamodb: { NewImage: { eventType: { S: ['UNDOING_REQUESTED'] }, actor: { S: [{ exists: true }] } } },
        },
      ],
      [{ eventName: ['INSERT'] }],
    ]);
  });

  it('retries within bounds, record by record, and keeps what it gives up', () => {
    for (const mapping of mappings) {
      assert.deepEqual(at(mapping, 'FunctionResponseTypes'), ['ReportBatchItemFailures']);
      assert.equal(at(mapping, 'BisectBatchOnFunctionError'), true);
      assert.ok(numberAt(mapping, 'MaximumRetryAttempts') > 0 && numberAt(mapping, 'MaximumRecordAgeInSeconds') > 0);
      assert.match(JSON.stringify(at(mapping, 'DestinationConfig')), /Undelivered/);
      assert.deepEqual(at(mapping, 'MetricsConfig'), { Metrics: ['EventCount'] });
    }
  });
});
