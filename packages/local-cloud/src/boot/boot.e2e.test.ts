import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { boot } from './boot.ts';
import type { BootOptions, RunningCloud } from './boot.ts';
import { apiKeyOf } from './describe-cloud.ts';
import { callAsOwner } from '../testing/boot-stack.ts';
import { notesStack } from '../testing/notes-stack.ts';
import { writeAssembly } from '../testing/write-assembly.ts';

const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function bootNotes(resources: object = notesStack.resources, options: Partial<BootOptions> = {}) {
  const assemblyDirectory = mkdtempSync(join(directory, 'cdk.out-'));
  writeAssembly(assemblyDirectory, { ...notesStack, resources });
  return boot({ assemblyDirectory, port: 0, log: () => {}, ...options });
}

async function ask({ cloud }: RunningCloud, query: string): Promise<unknown> {
  const response = await fetch(`${cloud.place.url}/graphql`, {
    method: 'POST',
    headers: { 'x-api-key': apiKeyOf(cloud) ?? '' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

async function copyOf(running: RunningCloud, id: string): Promise<string> {
  const input = { TableName: 'notes-Copies', Key: { id: { S: id } } };
  return JSON.stringify(await callAsOwner(running, 'dynamodb', 'GetItem', input));
}

async function untilCopied(running: RunningCloud, id: string): Promise<string> {
  for (;;) {
    const copy = await copyOf(running, id);
    if (copy !== '{}') return copy;
    await delay(20);
  }
}

describe('a local cloud of a stack that has nothing to do with orders', () => {
  let running: RunningCloud;
  beforeAll(async () => {
    running = await bootNotes();
  });
  afterAll(() => running.close());

  it('answers its API from its tables', async () => {
    assert.deepEqual(await ask(running, 'mutation { addNote(id: "1", text: "hello") { id text } }'), {
      data: { addNote: { id: '1', text: 'hello' } },
    });
    assert.deepEqual(await ask(running, '{ note(id: "1") { text } none: note(id: "2") { text } }'), {
      data: { note: { text: 'hello' }, none: null },
    });
  });

  it('has an API key that another installation does not have', async () => {
    const keyWith = async (secret: string): Promise<string | undefined> => {
      const other = await bootNotes(notesStack.resources, { secret });
      await other.close();
      return apiKeyOf(other.cloud);
    };
    const key = await keyWith('one');
    assert.match(key ?? '', /^da2-[a-z0-9]{26}$/);
    assert.equal(await keyWith('one'), key);
    assert.notEqual(await keyWith('another'), key);
  });

  it('runs the function that reads the stream of its table', async () => {
    await ask(running, 'mutation { addNote(id: "streamed", text: "copy me") { id } }');
    assert.match(await untilCopied(running, 'streamed'), /"text":\{"S":"copy me"\}/);
  });
});

describe('a local cloud with a data directory', () => {
  it('has everything again after a restart, and reads the stream on from where it was', async () => {
    const dataDirectory = join(directory, 'data');
    const first = await bootNotes(undefined, { dataDirectory });
    await ask(first, 'mutation { addNote(id: "kept", text: "before") { id } }');
    await untilCopied(first, 'kept');
    await first.close();

    const second = await bootNotes(undefined, { dataDirectory });
    try {
      assert.deepEqual(await ask(second, '{ note(id: "kept") { text } }'), { data: { note: { text: 'before' } } });
      await callAsOwner(second, 'dynamodb', 'DeleteItem', {
        TableName: 'notes-Copies',
        Key: { id: { S: 'kept' } },
      });
      await ask(second, 'mutation { addNote(id: "new", text: "after") { id } }');
      await untilCopied(second, 'new');
      assert.equal(await copyOf(second, 'kept'), '{}');
    } finally {
      await second.close();
    }
  });
});

describe('a local cloud that cannot start', () => {
  const { resources } = notesStack;

  it('names every unsupported resource type and property', async () => {
    const stack = {
      ...resources,
      Stream: { Type: 'AWS::Kinesis::Stream', Properties: {} },
      Table: { Type: 'AWS::DynamoDB::Table', Properties: { KinesisStreamSpecification: {} } },
    };
    await assert.rejects(bootNotes(stack), {
      name: 'StartupError',
      message:
        "The local cloud doesn't support: the resource type AWS::Kinesis::Stream (Stream); " +
        'the property KinesisStreamSpecification of AWS::DynamoDB::Table (Table).',
    });
  });

  it('names a reference to nothing', async () => {
    const stack = { ...resources, Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: { Ref: 'Nobody' } } } };
    await assert.rejects(bootNotes(stack), { name: 'StartupError', message: /refers to Nobody/ });
  });

  const withFunction = (Code: string, DataSourceName = 'notes') => ({
    ...resources,
    Step: {
      Type: 'AWS::AppSync::FunctionConfiguration',
      Properties: {
        ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] },
        Name: 'step',
        DataSourceName,
        Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
        Code,
      },
    },
  });

  it('names the place and the rule in code that AppSync would refuse', async () => {
    const code = 'export function request(ctx) {\n  while (ctx.args.id) {}\n  return {};\n}';
    await assert.rejects(bootNotes(withFunction(code)), { name: 'StartupError', message: /\n {2}step:2:3 no-while: / });
  });

  it('warns of the place where AppSync would run code otherwise', async () => {
    const code = 'export function request(ctx) {\n  const { id } = ctx.args;\n  return { id: id ?? util.autoId() };\n}';
    const lines: string[] = [];
    const running = await bootNotes(withFunction(code), { log: (line) => lines.push(line) });
    await running.close();
    assert.match(lines.join('\n'), /^Warning: step:3:22 no-effect-after-coalescing: AppSync evaluates the right side/);
  });

  it('names what does not fit together in the API', async () => {
    const stack = withFunction('export function request() { return {}; }', 'nowhere');
    await assert.rejects(bootNotes(stack), {
      name: 'StartupError',
      message: /data source 'nowhere', which does not exist/,
    });
  });

  it('says that its port is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    try {
      await assert.rejects(bootNotes(resources, { port }), {
        name: 'StartupError',
        message: new RegExp(`Port ${port} is taken`),
      });
    } finally {
      holder.close();
    }
  });

  it('says that there is no cloud assembly', async () => {
    const empty = mkdtempSync(join(directory, 'empty-'));
    await assert.rejects(boot({ assemblyDirectory: empty, port: 0, log: () => {} }), {
      name: 'StartupError',
      message: /No cloud assembly/,
    });
  });
});
