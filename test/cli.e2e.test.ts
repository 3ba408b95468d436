import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { decodeJwt } from 'jose';
import { createOrdersClient } from '@ordersaga/client';
import { afterAll, describe, it } from 'vitest';
import { LOCAL_CLOUD, parseDescription, startCloud } from '../commands/running-cloud.ts';
import { exitCodeOf, outcomeOf } from '../commands/testing/outcome-of.ts';
import { ORDER, settled } from './testing/cloud.ts';
import { fieldOf, parseAnswer } from './testing/graphql-answer.ts';

function start(options: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  return spawn(process.execPath, [LOCAL_CLOUD, ...options], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** What it printed, and its exit code, once it has ended. */
async function outcome(options: readonly string[], environment?: NodeJS.ProcessEnv) {
  const ended = await outcomeOf(start(options, environment));
  return { ...ended, lastLine: ended.stderr.trim().split('\n').at(-1) ?? '' };
}

/** What a shell prints for a printed line, from its `curl` on. */
async function paste(line: string): Promise<string> {
  const shell = spawn('sh', ['-c', line.slice(line.indexOf('curl'))], { stdio: ['ignore', 'pipe', 'inherit'] });
  return (await outcomeOf(shell)).stdout;
}

function firstLineOf(stream: Readable): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  createInterface({ input: stream }).once('line', resolve);
  return promise;
}

function withToken(authorization: string) {
  return {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify({ query: '{ products { items { productId } } }' }),
  };
}

describe('npm start', () => {
  it('prints where everything is and curl lines for tokens and an order that work when pasted, and Ctrl-C ends it all', async () => {
    const child = start(['--port', '0'], { LOCAL_CLOUD_ASSEMBLY: '' });
    const ended = exitCodeOf(child);
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line.includes('Ctrl-C')) break;
    }
    const printed = lines.join('\n');
    for (const title of ['Playground', 'GraphQL', 'Real-time', 'API key']) assert.ok(printed.includes(title), title);

    const [token = '', ofStaff = '', expired = '', order = ''] = lines.filter((line) => line.includes('curl -s'));
    assert.equal(fieldOf(parseAnswer(200, await paste(order)), 'createOrder')['status'], 'PENDING');
    assert.deepEqual(decodeJwt(await paste(ofStaff))['cognito:groups'], ['staff']);
    const graphqlUrl = /http:\S+\/graphql/.exec(printed)?.[0] ?? '';
    assert.equal((await fetch(graphqlUrl, withToken(await paste(token)))).status, 200);
    const late = await fetch(graphqlUrl, withToken(await paste(expired)));
    assert.match(await late.text(), /Token has expired\./);

    const playground = /http:\S+\/playground\//.exec(printed)?.[0] ?? '';
    assert.equal((await fetch(playground)).status, 200);
    child.kill('SIGINT');
    const code = await ended;
    // Windows has no signals between processes: there, `kill` ends it at once.
    if (process.platform !== 'win32') assert.equal(code, 0);
    await assert.rejects(fetch(playground));
  });

  it.skipIf(process.platform === 'win32')(
    'ends quietly when a terminal sends Ctrl-C to its whole process group, and npm passes it on',
    async () => {
      const child = spawn(process.execPath, [LOCAL_CLOUD, '--port', '0', '--json'], {
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      const ended = once(child, 'close');
      const stderr = text(child.stderr);
      const { pid } = parseDescription(await firstLineOf(child.stdout));
      process.kill(-pid, 'SIGINT');
      process.kill(pid, 'SIGINT');
      assert.deepEqual(await ended, [0, null]);
      assert.doesNotMatch(await stderr, /engine|error|^\s+at /im);
    },
  );

  it('says in one line that a directory holds no cloud assembly', async () => {
    const { code, lastLine } = await outcome(['--port', '0', '--assembly', 'docs']);
    assert.equal(code, 1);
    assert.match(lastLine, /no cloud assembly/i);
  });

  it('says in one line that its port is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, lastLine, stderr } = await outcome(['--port', `${port}`]);
    holder.close();
    assert.equal(code, 1);
    assert.equal(lastLine, `Port ${port} is taken. Choose another one with --port, such as --port ${port + 1}.`);
    assert.doesNotMatch(stderr, /^\s+at /m);
  });

  it('says in one line that the engine is missing', async () => {
    const { code, lastLine, stderr } = await outcome(['--port', '0'], { DYNOXIDE_BIN: 'no-such-engine' });
    assert.equal(code, 1);
    assert.equal(lastLine, 'DYNOXIDE_BIN names no-such-engine, which does not exist.');
    assert.doesNotMatch(stderr, /^\s+at /m);
  });

  for (const { what, options, environment, message } of [
    {
      what: 'its data directory is a file',
      options: ['--data', 'package.json'],
      environment: {},
      message: /package\.json cannot hold data: it is a file\./,
    },
    {
      what: 'nothing responds on DYNAMODB_ENDPOINT',
      options: [],
      environment: { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' },
      message: /^DYNAMODB_ENDPOINT is .*nothing responds there/,
    },
    {
      what: 'its faults are a directory',
      options: ['--faults', 'docs'],
      environment: {},
      message: /^--faults docs: /,
    },
  ]) {
    it(`says in one line, and before the synthesis, that ${what}`, async () => {
      const { code, lastLine, stderr } = await outcome(['--port', '0', ...options], {
        LOCAL_CLOUD_ASSEMBLY: '',
        ...environment,
      });
      assert.equal(code, 1);
      assert.match(lastLine, message);
      assert.doesNotMatch(stderr, /^\s+at |Synthesizing/m);
    });
  }

  it('says in one line what is wrong with its options, and what they are', async () => {
    const wrong = await outcome(['--prot', '1']);
    assert.equal(wrong.code, 1);
    assert.match(wrong.lastLine, /--prot/);
    assert.equal((await outcome(['--port', 'x'])).lastLine, '--port must be from 0 to 65535.');
    assert.equal((await outcome(['4560'])).lastLine, '"4560" belongs to no option. Options begin with --; try --help.');
    assert.equal((await outcome(['--data='])).lastLine, '--data needs a value. Try --help.');
    const help = await outcome(['--help']);
    assert.equal(help.code, 0);
    for (const option of ['--port', '--data', '--json', '--help']) assert.ok(help.stdout.includes(option), option);
  });
});

describe('npm start -- --data DIR', () => {
  const directory = mkdtempSync(join(tmpdir(), 'data-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('keeps orders across restarts, and what has been sold stays sold', async () => {
    const first = await startCloud({ options: ['--data', directory] });
    const before = createOrdersClient({ url: first.graphqlUrl, apiKey: first.apiKey });
    const { orderId } = await before.createOrder(ORDER);
    const [order, products] = [await settled(before, orderId), await before.products()];
    before.close();
    await first.stop();

    const second = await startCloud({ options: ['--data', directory] });
    const after = createOrdersClient({ url: second.graphqlUrl, apiKey: second.apiKey });
    try {
      assert.deepEqual(await after.order(orderId), order);
      assert.deepEqual(await after.products(), products);
    } finally {
      after.close();
      await second.stop();
    }
  });
});
