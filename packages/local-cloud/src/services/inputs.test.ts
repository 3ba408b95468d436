/** The inputs that the services accept and refuse, with AWS's own messages. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { AwsError } from '../aws/error.ts';
import { isJsonObject, parseObject, stringAt } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { openTestCloud } from '../testing/test-cloud.ts';
import type { BusEvent } from './event-bridge/event.ts';
import { createBuses } from './event-bridge/buses.ts';
import { putEvents } from './event-bridge/put-events.ts';
import { getSecretValue } from './secrets-manager/get-secret-value.ts';
import { sendEmail } from './ses/send-email.ts';
import { createTaskTokens } from './step-functions/callbacks/task-tokens.ts';
import { stepFunctions } from './step-functions/index.ts';

const ACCOUNT = { region: 'us-east-1', accountId: '000000000000' };

/** Returns the output as a client gets it. */
function asking(serve: (input: JsonObject) => JsonObject | Promise<JsonObject>) {
  return async (input: JsonObject) => parseObject(JSON.stringify(await serve(input))) ?? {};
}

/** Returns the error of an operation as `name: message`. */
async function refusalOf(ask: (input: JsonObject) => Promise<unknown>, input: JsonObject): Promise<string> {
  try {
    return JSON.stringify(await ask(input));
  } catch (error) {
    assert.ok(error instanceof AwsError, String(error));
    assert.ok(error.statusCode >= 400 && error.statusCode < 500);
    return `${error.name}: ${error.message}`;
  }
}

describe('PutEvents', () => {
  const taken: BusEvent[] = [];
  const buses = createBuses();
  buses.names.add('bus');
  buses.listeners.push({ busName: 'bus', pattern: {}, take: (event) => void taken.push(event) });
  const put = asking((input) => putEvents(input, buses, ACCOUNT));
  const ENTRY = { Source: 'test', DetailType: 'Tested', Detail: '{}', EventBusName: 'bus' };
  const one = (members: JsonObject) => ({ Entries: [{ ...ENTRY, ...members }] });
  const at = (place: string, rule: string) =>
    `failed to satisfy constraint: Member must ${rule}`.replace(/^/, `at '${place}' `);

  const requests: { readonly [title: string]: readonly [JsonObject, string] } = {
    'no entries': [{}, `ValidationException: 1 validation error detected: Value null ${at('entries', 'not be null')}`],
    'an empty list': [{ Entries: [] }, at('entries', 'have length greater than or equal to 1')],
    '11 entries': [{ Entries: Array(11).fill(ENTRY) }, at('entries', 'have length less than or equal to 10')],
    "entries that aren't a list": [{ Entries: {} }, "SerializationException: The member 'entries' must be a list."],
    "an entry that isn't an object": [
      { Entries: ['a'] },
      "SerializationException: The member 'entries.1.member' must be an object.",
    ],
    'a trace header of 501 characters': [
      one({ TraceHeader: 'x'.repeat(501) }),
      at('entries.1.member.traceHeader', 'have length less than or equal to 500'),
    ],
    'a trace header that is a list': [
      one({ TraceHeader: ['a', 'b'] }),
      "SerializationException: The member 'entries.1.member.traceHeader' must be a string.",
    ],
    "a time that isn't a timestamp": [
      one({ Time: 'bad' }),
      "SerializationException: The member 'entries.1.member.time' must be a timestamp.",
    ],
    'a bus with a space': [
      one({ EventBusName: 'a b' }),
      at('entries.1.member.eventBusName', 'satisfy regular expression pattern'),
    ],
    "a detail that isn't a string": [
      one({ Detail: {} }),
      "SerializationException: The member 'entries.1.member.detail' must be a string.",
    ],
    'a byte more than 1 MB': [
      one({ Detail: JSON.stringify({ a: 'x'.repeat(1_048_576 - 4 - 6 - 8 + 1) }) }),
      'ValidationException: Total size of the entries in the request is over the limit.',
    ],
    '1 MB in two entries': [
      { Entries: Array(2).fill({ ...ENTRY, Detail: JSON.stringify({ a: 'é'.repeat(262_144) }) }) },
      'over the limit',
    ],
  };
  for (const [title, [input, message]] of Object.entries(requests)) {
    it(`refuses a request with ${title}`, async () => {
      assert.ok((await refusalOf(put, input)).includes(message), await refusalOf(put, input));
    });
  }

  it('refuses entries one by one, and takes the others', async () => {
    const bad: readonly (readonly [JsonObject, string])[] = [
      [{ Source: '' }, 'InvalidArgument: Parameter Source is not valid. Reason: Source is a required argument.'],
      [
        { DetailType: null },
        'InvalidArgument: Parameter DetailType is not valid. Reason: DetailType is a required argument.',
      ],
      [{ Detail: '' }, 'InvalidArgument: Parameter Detail is not valid. Reason: Detail is a required argument.'],
      [{ Detail: '[]' }, 'MalformedDetail: Detail is malformed.'],
      [{ Detail: '{' }, 'MalformedDetail: Detail is malformed.'],
      [{ Detail: `{"a":${'['.repeat(1001)}${']'.repeat(1001)}}` }, 'MalformedDetail: Detail is malformed.'],
      [{ Source: 'aws.ec2' }, 'NotAuthorizedForSourceException: Not authorized for the source.'],
      [
        { DetailType: 'x'.repeat(129) },
        'InvalidArgument: Parameter DetailType is not valid. Reason: DetailType is longer than 128 characters.',
      ],
      [
        { Source: 'x'.repeat(257) },
        'InvalidArgument: Parameter Source is not valid. Reason: Source is longer than 256 characters.',
      ],
    ];
    const { Entries, FailedEntryCount } = await put({
      Entries: [...bad.map(([members]) => ({ ...ENTRY, ...members })), ENTRY],
    });
    assert.equal(FailedEntryCount, bad.length);
    assert.ok(Array.isArray(Entries) && Entries.every(isJsonObject));
    assert.deepEqual(
      Entries.slice(0, -1).map((entry) => [stringAt(entry, 'ErrorCode'), stringAt(entry, 'ErrorMessage')].join(': ')),
      bad.map(([, text]) => text),
    );
    assert.equal(taken.at(-1)?.id, Entries.at(-1)?.['EventId']);
  });

  it('takes what is just within the limits', async () => {
    const header = {
      TraceHeader: 'x'.repeat(500),
      DetailType: 'x'.repeat(128),
      Source: 'x'.repeat(256),
      Time: '2026-01-01T00:00:00Z',
    };
    const bus = 'arn:aws:events:us-east-1:000000000000:event-bus/bus';
    assert.equal((await put(one({ ...header, EventBusName: bus })))['FailedEntryCount'], 0);
    assert.equal(
      (await put(one({ Detail: JSON.stringify({ a: 'x'.repeat(1_048_576 - 4 - 6 - 8) }) })))['FailedEntryCount'],
      0,
    );
  });
});

describe('SendEmail', () => {
  const sent: JsonObject[] = [];
  const inbox = {
    send: (input: JsonObject) => Promise.resolve({ MessageId: String(sent.push(input)) }),
  };
  const send = asking((input) => sendEmail(input, new Set(['example.com']), Promise.resolve(inbox), 'us-east-1'));
  const SIMPLE = { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hello, Ada.' } } };
  const MAIL = {
    FromEmailAddress: 'Orders <orders@example.com>',
    Destination: { ToAddresses: ['ada@example.org'] },
    Content: { Simple: SIMPLE },
  };
  const to = (...ToAddresses: string[]) => ({ ...MAIL, Destination: { ToAddresses } });
  const simple = (members: JsonObject) => ({ ...MAIL, Content: { Simple: { ...SIMPLE, ...members } } });

  const mails: { readonly [title: string]: readonly [JsonObject, string] } = {
    'no content': [
      { ...MAIL, Content: null },
      "BadRequestException: 1 validation error detected: Value null at 'content'",
    ],
    'a content of no kind': [{ ...MAIL, Content: {} }, 'exactly one of Simple, Raw and Template'],
    'a content of two kinds': [{ ...MAIL, Content: { Simple: SIMPLE, Raw: { Data: 'eA==' } } }, 'exactly one of'],
    'no subject': [simple({ Subject: null }), "at 'content.simple.subject' failed"],
    'a subject without data': [simple({ Subject: {} }), "at 'content.simple.subject.data' failed"],
    'a body of no kind': [simple({ Body: {} }), 'The body must have Text or Html.'],
    'a header in its subject': [simple({ Subject: { Data: 'Hello\r\nBcc: eve@example.org' } }), 'control characters'],
    'a header in a header': [
      simple({ Headers: [{ Name: 'X-A', Value: 'a\r\nBcc: eve@example.org' }] }),
      "at 'content.simple.headers.1.member.value'",
    ],
    'a colon in the name of a header': [
      simple({ Headers: [{ Name: 'X:A', Value: 'a' }] }),
      "at 'content.simple.headers.1.member.name'",
    ],
    'no sender': [{ ...MAIL, FromEmailAddress: null }, "Missing 'From' header."],
    'a sender without a domain': [{ ...MAIL, FromEmailAddress: 'orders' }, "Missing final '@domain'"],
    "a sender that isn't an identity": [
      { ...MAIL, FromEmailAddress: 'orders@elsewhere.org' },
      'MessageRejected: Email address is not verified.',
    ],
    'no recipient': [to(), 'There are no recipients.'],
    '51 recipients': [to(...Array<string>(51).fill('ada@example.org')), 'Recipient count exceeds 50.'],
    'a recipient without a domain': [to('ada@'), "Missing final '@domain'"],
    'a header in its recipient': [to('ada@example.org\r\nBcc: eve@example.org'), 'control'],
    'two recipients in one string': [
      to('ada@example.org, eve@example.org'),
      'Local address contains control or whitespace',
    ],
    'a recipient with an umlaut before the @': [to('ädä@example.org'), 'non-ASCII'],
    "recipients that aren't a list": [
      { ...MAIL, Destination: { ToAddresses: 'ada@example.org' } },
      "SerializationException: The member 'destination.toAddresses' must be a list.",
    ],
    'a reply-to address without a domain': [{ ...MAIL, ReplyToAddresses: ['nowhere'] }, "Missing final '@domain'"],
    'a tag with a space': [{ ...MAIL, EmailTags: [{ Name: 'a b', Value: 'c' }] }, "at 'emailTags.1.member.name'"],
  };
  for (const [title, [input, message]] of Object.entries(mails)) {
    it(`refuses a mail with ${title}`, async () => {
      const refusal = await refusalOf(send, input);
      assert.ok(refusal.includes(message), refusal);
      assert.equal(sent.length, 0);
    });
  }

  it('takes names, several recipients and a raw mail', async () => {
    for (const mail of [
      MAIL,
      to('Ada L. <ada@example.org>', 'grace@navy.example'),
      { ...MAIL, Content: { Raw: { Data: 'eA==' } } },
    ]) {
      assert.ok((await send(mail))['MessageId']);
    }
  });
});

describe('GetSecretValue', () => {
  const secrets = [{ name: 'key', arn: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:key-123456', value: 'v' }];
  const get = asking((input) => getSecretValue(input, secrets));

  it('needs an id, and finds no other version', async () => {
    const { VersionId } = await get({ SecretId: 'key', VersionStage: 'AWSCURRENT' });
    assert.ok(typeof VersionId === 'string');
    assert.equal((await get({ SecretId: 'key', VersionId }))['SecretString'], 'v');
    const inputs: readonly (readonly [JsonObject, string])[] = [
      [{}, "ValidationException: 1 validation error detected: Value null at 'secretId'"],
      [{ SecretId: '' }, 'have length greater than or equal to 1'],
      [{ SecretId: 'x'.repeat(2049) }, 'have length less than or equal to 2048'],
      [{ SecretId: ['key'] }, 'SerializationException'],
      [
        { SecretId: 'key', VersionStage: 'AWSPREVIOUS' },
        "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS",
      ],
      [{ SecretId: 'key', VersionId: 'x'.repeat(32) }, 'secret value for VersionId: x'],
      [{ SecretId: 'other' }, "ResourceNotFoundException: Secrets Manager can't find the specified secret."],
    ];
    for (const [input, message] of inputs)
      assert.ok((await refusalOf(get, input)).includes(message), await refusalOf(get, input));
  });
});

describe('Step Functions', () => {
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:saga';
  const { token: deadToken } = createTaskTokens().open(stateMachineArn);
  const inputs: readonly (readonly [string, JsonObject, string])[] = [
    ['StartExecution', {}, "ValidationException: 1 validation error detected: Value null at 'stateMachineArn'"],
    ['StartExecution', { stateMachineArn: 'saga' }, "InvalidArn: Invalid Arn: 'Invalid ARN prefix: saga'"],
    ['StartExecution', { stateMachineArn }, 'StateMachineDoesNotExist'],
    ['StartExecution', { stateMachineArn, name: 7 }, "SerializationException: The member 'name' must be a string."],
    ['StartExecution', { stateMachineArn, input: {} }, "SerializationException: The member 'input' must be a string."],
    ['StartExecution', { stateMachineArn: `arn:${'x'.repeat(256)}` }, 'have length less than or equal to 256'],
    ['ListExecutions', { stateMachineArn, maxResults: 1001 }, "Value '1001' at 'maxResults' failed"],
    ['ListExecutions', { stateMachineArn, statusFilter: 'DONE' }, "at 'statusFilter'"],
    ['DescribeExecution', {}, "Value null at 'executionArn'"],
    ['StopExecution', { executionArn: stateMachineArn, cause: 'x'.repeat(32_769) }, "at 'cause'"],
    ['SendTaskSuccess', { taskToken: 'x', output: '{}' }, "InvalidToken: Invalid Token: 'Invalid token'"],
    ['SendTaskHeartbeat', { taskToken: 'x' }, "InvalidToken: Invalid Token: 'Invalid token'"],
    ['SendTaskSuccess', { taskToken: deadToken, output: '{}' }, 'Provided task does not exist anymore'],
    ['SendTaskSuccess', { taskToken: 'x', output: '{' }, 'InvalidOutput: Invalid Output: '],
    ['SendTaskSuccess', { taskToken: 'x', output: `"${'x'.repeat(262_144)}"` }, 'less than or equal to 262144'],
    ['SendTaskSuccess', { taskToken: 'x' }, "Value null at 'output'"],
    ['SendTaskFailure', { error: 'x'.repeat(257) }, "Value null at 'taskToken'"],
  ];
  for (const [operation, input, message] of inputs) {
    it(`refuses ${operation} with ${JSON.stringify(input).slice(0, 80)}`, async () => {
      const { call } = await openTestCloud([stepFunctions]);
      const refusal = await refusalOf((refused) => call('states', operation, refused), input);
      assert.ok(refusal.includes(message), refusal);
    });
  }
});
