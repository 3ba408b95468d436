/** Questions about Wait states and other numbers and times by path. None of them waits. */
import type { Json } from '../../../json.ts';
import type { JsonObject, StateQuestion } from '../question.ts';

const SOURCE = 'Amazon States Language, "Wait State"; localstack, tests of Wait states, recorded on AWS';

const WAITS: readonly (readonly [fields: JsonObject, x?: Json])[] = [
  [{ Seconds: 0 }],
  [{ SecondsPath: '$.x' }, 0],
  [{ SecondsPath: '$.x' }, '0'],
  [{ SecondsPath: '$.x' }, 0.5],
  [{ SecondsPath: '$.x' }, -1],
  [{ SecondsPath: '$.x' }, null],
  [{ SecondsPath: '$.x' }, 100_000_000],
  [{ SecondsPath: '$.gone' }],
  [{ Timestamp: '2016-03-14T01:59:00Z' }],
  [{ TimestampPath: '$.x' }, '2016-03-14T01:59:00Z'],
  [{ TimestampPath: '$.x' }, '2016-03-14T01:59:00.0000000Z'],
  [{ TimestampPath: '$.x' }, '2016-03-14T01:59:00+14:00'],
  [{ TimestampPath: '$.x' }, '2016-03-14T01:59:00'],
  [{ TimestampPath: '$.x' }, '2016-03-14t01:59:00z'],
  [{ TimestampPath: '$.x' }, '2016-02-30T01:59:00Z'],
  [{ TimestampPath: '$.x' }, 5],
  [{ TimestampPath: '$.gone' }],
  [{ Seconds: 0, InputPath: '$.x', OutputPath: '$.y' }, { y: 1 }],
];

const TIMEOUTS: readonly Json[] = [1, 0, -1, 1.5, '5', null, 99_999_999, 100_000_000];

export function waitQuestions(): readonly StateQuestion[] {
  const about = { group: 'states: times', source: SOURCE };
  const inputOf = (x: Json | undefined) => ({ ...(x !== undefined && { x }) });
  return [
    ...WAITS.map(([fields, x]) => ({
      ...about,
      name: `Wait with ${JSON.stringify(fields)} of ${JSON.stringify(inputOf(x))}`,
      definition: { Type: 'Wait', ...fields, Next: 'On' },
      input: inputOf(x),
    })),
    ...TIMEOUTS.map((x) => ({
      ...about,
      name: `TimeoutSecondsPath of ${JSON.stringify(x)}`,
      source: 'Amazon States Language, "Timeouts"',
      definition: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', TimeoutSecondsPath: '$.x', Next: 'On' },
      input: { x },
      result: {},
    })),
  ];
}
