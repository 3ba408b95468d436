/** Questions about definitions: what TestState rejects as CreateStateMachine does, and states in a machine. */
import type { JsonObject, StateQuestion } from '../question.ts';

const SOURCE = 'Amazon States Language, "Structure of a State Machine"';

const DONE = { Type: 'Pass', End: true };

const STATES: readonly (readonly [name: string, definition: JsonObject])[] = [
  ['no type', { End: true }],
  ['an unknown type', { Type: 'Passs', End: true }],
  ['neither Next nor End', { Type: 'Pass' }],
  ['Next and End', { Type: 'Pass', Next: 'On', End: true }],
  ['End false', { Type: 'Pass', End: false }],
  ['an unknown field', { ...DONE, Results: 1 }],
  ['a field of another type', { ...DONE, Seconds: 1 }],
  ['a comment', { ...DONE, Comment: 'why' }],
  ['a comment that is a number', { ...DONE, Comment: 5 }],
  ['an InputPath that is no path', { ...DONE, InputPath: 'a' }],
  ['an InputPath that is a number', { ...DONE, InputPath: 5 }],
  ['a ResultPath with a wildcard', { ...DONE, ResultPath: '$.a[*]' }],
  ['a ResultPath to the context object', { ...DONE, ResultPath: '$$.a' }],
  ['Parameters with a member twice', { ...DONE, Parameters: { a: 1, 'a.$': '$' } }],
  ['Parameters with a path that is a number', { ...DONE, Parameters: { 'a.$': 5 } }],
  ['Parameters with a path without $', { ...DONE, Parameters: { 'a.$': 'b' } }],
  ['a Task without a Resource', { Type: 'Task', End: true }],
  ['a Choice without rules', { Type: 'Choice', Choices: [] }],
  ['a Choice with End', { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'A' }], End: true }],
  ['a rule without Next', { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true }] }],
  [
    'a rule with two operators',
    { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, IsString: true, Next: 'A' }] },
  ],
  ['a rule with an unknown operator', { Type: 'Choice', Choices: [{ Variable: '$.a', Is: true, Next: 'A' }] }],
  [
    'a rule with an operand of another type',
    { Type: 'Choice', Choices: [{ Variable: '$.a', StringEquals: 1, Next: 'A' }] },
  ],
  ['a Wait without a time', { Type: 'Wait', End: true }],
  ['a Wait with two times', { Type: 'Wait', Seconds: 1, SecondsPath: '$.s', End: true }],
  ['a Wait of a negative time', { Type: 'Wait', Seconds: -1, End: true }],
  ['a Fail with Next', { Type: 'Fail', Next: 'On' }],
  ['a Fail with Error and ErrorPath', { Type: 'Fail', Error: 'E', ErrorPath: '$.e' }],
];

const RETRIERS: readonly (readonly [name: string, retriers: readonly JsonObject[]])[] = [
  ['no ErrorEquals', [{}]],
  ['an empty ErrorEquals', [{ ErrorEquals: [] }]],
  ['States.ALL with another name', [{ ErrorEquals: ['States.ALL', 'E'] }]],
  ['States.ALL before another', [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }]],
  ['a negative MaxAttempts', [{ ErrorEquals: ['E'], MaxAttempts: -1 }]],
  ['IntervalSeconds of 0', [{ ErrorEquals: ['E'], IntervalSeconds: 0 }]],
  ['a BackoffRate below 1', [{ ErrorEquals: ['E'], BackoffRate: 0.9 }]],
  ['a MaxDelaySeconds of 0', [{ ErrorEquals: ['E'], MaxDelaySeconds: 0 }]],
  ['a MaxDelaySeconds of a year', [{ ErrorEquals: ['E'], MaxDelaySeconds: 31_622_400 }]],
  ['an unknown JitterStrategy', [{ ErrorEquals: ['E'], JitterStrategy: 'HALF' }]],
  ['an unknown States name', [{ ErrorEquals: ['States.Nothing'] }]],
];

export function definitionQuestions(): readonly StateQuestion[] {
  const about = { group: 'states: definitions', source: SOURCE };
  const machine = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } } };
  const inner = { Type: 'Map', ItemProcessor: machine, End: true };
  const named = (name: string, definition: JsonObject, stateName: string) => ({
    ...about,
    name,
    definition,
    stateName,
  });
  return [
    ...STATES.map(([name, definition]) => ({ ...about, name, definition })),
    ...RETRIERS.map(([name, retriers]) => ({
      ...about,
      name: `a retrier with ${name}`,
      definition: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Retry: retriers, End: true },
      result: {},
    })),
    named('a state of a machine', machine, 'A'),
    named('a state that the machine does not have', machine, 'C'),
    named('a state inside of a Map', { StartAt: 'M', States: { M: inner } }, 'A'),
    named('a state by name without a machine', DONE, 'A'),
    named('a machine that starts nowhere', { ...machine, StartAt: 'C' }, 'A'),
    named(
      'a machine with a state that leads nowhere',
      { StartAt: 'A', States: { A: DONE, B: { Type: 'Pass', Next: 'C' } } },
      'A',
    ),
    named('a machine with a state that nothing leads to', { StartAt: 'A', States: { A: DONE, B: DONE } }, 'A'),
    { ...about, name: 'a machine without the name of a state', definition: machine },
  ];
}
