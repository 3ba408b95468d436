import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { boot } from '../../boot/boot.ts';
import type { RunningCloud } from '../../boot/boot.ts';
import { createPlayground } from '../../playground/serve.ts';
import { apiKeyOf, playgroundSettings } from '../../boot/describe-cloud.ts';
import { INBOX_URL } from '../../services/ses/handle.ts';
import { notesStack } from '../../testing/notes-stack.ts';
import { writeAssembly } from '../../testing/write-assembly.ts';
import { createCases } from './testing/random-cases.ts';
import type { RequestCase } from './testing/random-cases.ts';

const CASES = 10_000;
const AT_ONCE = 48;

/** `RANDOM_CASES_SEED` repeats a run. */
const SEED = Number(process.env['RANDOM_CASES_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const PATHS = [
  '/',
  '/graphql',
  '/graphql/realtime',
  '/faults',
  '/custom-resources/x',
  '/tokens',
  '/playground/',
  '/playground/settings.json',
  '/none',
  '/bucket/key',
  '/2015-03-31/functions/notes-Copier/invocations',
  '/2015-03-31/event-source-mappings/',
  '/v2/email/outbound-emails',
  '/store',
  '/get-emlContent',
];

/** Long enough for any answer; whoever hears nothing until then fails the test. */
const SILENCE_MS = 60_000;

describe(`${CASES} requests by chance (RANDOM_CASES_SEED=${SEED})`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'random-cases-'));
  const complaints: string[] = [];
  let running: RunningCloud;
  let ports: number[];

  beforeAll(async () => {
    const pool = { Type: 'AWS::Cognito::UserPool', Properties: {} };
    const sender = { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'a@example.com' } };
    writeAssembly(directory, { ...notesStack, resources: { ...notesStack.resources, Pool: pool, Sender: sender } });
    running = await boot({ assemblyDirectory: directory, port: 0, log: () => {} });
    const playground = join(directory, 'playground');
    mkdirSync(playground);
    writeFileSync(join(playground, 'index.html'), '<!doctype html>');
    const serve = createPlayground({ directory: playground, settings: playgroundSettings(running.cloud) });
    running.server.route('/playground', (request, response) => void serve(request, response));
    ports = [
      running.server.port,
      running.server.port,
      running.server.port,
      Number(new URL(INBOX_URL.of(running.cloud)() ?? '').port),
    ];
  });
  afterAll(async () => {
    await running.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('end neither the cloud nor its inbox, and each that is whole gets an answer', async ({ onTestFinished }) => {
    const silenced = vi
      .spyOn(console, 'error')
      .mockImplementation((...words: unknown[]) => complaints.push(words.map(String).join(' ')));
    onTestFinished(() => silenced.mockRestore());
    const nextCase = createCases(SEED, PATHS);
    let started = 0;
    const work = async (): Promise<void> => {
      while (started < CASES) {
        const port = ports[(started += 1) % ports.length] ?? 0;
        await play(nextCase(), port);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    assert.deepEqual([...new Set(complaints)].slice(0, 5), []);
    assert.equal((await fetch(`${INBOX_URL.of(running.cloud)()}/store`)).status, 200);
    const { url } = running.cloud.place;
    assert.equal((await fetch(`${url}/faults`, { method: 'DELETE' })).status, 200);
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'x-api-key': apiKeyOf(running.cloud) ?? '' },
      body: '{"query":"{ note(id: 1) { id } }"}',
    });
    assert.deepEqual(await answer.json(), { data: { note: null } });
  });

  it('have bodies of more than the limit refused, or cut off', async () => {
    const tooLarge = Buffer.alloc(18 * 1024 * 1024, 'x');
    for (const path of ['/faults', '/custom-resources/x', '/graphql']) {
      const response = await fetch(`${running.cloud.place.url}${path}`, { method: 'PUT', body: tooLarge });
      assert.equal(response.status, 413, path);
    }
  });
});

/** Sends one request on a connection of its own. Throws where an answer is due and none comes. */
function play({ bytes, ending, expectsAnswer }: RequestCase, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const done = (): void => {
      socket.resetAndDestroy();
      resolve();
    };
    const silence = (): void =>
      reject(new Error(`Port ${port} said nothing to ${JSON.stringify(bytes.toString('latin1').slice(0, 500))}`));
    socket.setTimeout(SILENCE_MS, silence);
    socket.on('error', resolve);
    socket.on('close', () => (expectsAnswer && answer === '' ? silence() : resolve()));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (ending !== 'late') return done();
      socket.write('x'.repeat(1000), done);
    });
    socket.write(bytes, () => {
      if (ending === 'reset') done();
      if (ending === 'abort') socket.end();
    });
  });
}
