import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { boot } from '../../boot/boot.ts';
import type { RunningCloud } from '../../boot/boot.ts';
import { isJsonObject, parseObject, stringAt } from '../../kernel/json.ts';
import { INBOX_URL } from './handle.ts';
import { eventsStack } from '../../testing/events-stack.ts';
import { writeAssembly } from '../../testing/write-assembly.ts';

const directory = mkdtempSync(join(tmpdir(), 'mail-'));
const dataDirectory = join(directory, 'data');
function start() {
  return boot({ assemblyDirectory: directory, port: 0, dataDirectory, log: () => {} });
}
function settingsOf({ cloud }: RunningCloud) {
  return {
    endpoint: cloud.place.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
}

let running: RunningCloud;
beforeAll(async () => {
  writeAssembly(directory, eventsStack);
  running = await start();
});
afterAll(async () => {
  await running.close();
  rmSync(directory, { recursive: true });
});

async function restart(): Promise<void> {
  await running.close();
  running = await start();
}

function send(sender: string, subject: string) {
  return new SESv2Client(settingsOf(running)).send(
    new SendEmailCommand({
      FromEmailAddress: sender,
      Destination: { ToAddresses: ['ada@example.org'] },
      Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: 'Hello, Ada.' } } } },
    }),
  );
}

async function inbox(): Promise<string[]> {
  const response = await fetch(`${INBOX_URL.of(running.cloud)()}/store`);
  const mails = parseObject(await response.text())?.['emails'];
  assert.ok(Array.isArray(mails));
  return mails.filter(isJsonObject).map((mail) => `${stringAt(mail, 'from')}: ${stringAt(mail, 'subject')}`);
}

describe('a mail', () => {
  it('lands in the inbox, and is there after a restart', async () => {
    const { MessageId } = await send('Orders <orders@example.com>', 'It is on its way');
    assert.ok(MessageId);
    assert.deepEqual(await inbox(), ['Orders <orders@example.com>: It is on its way']);
    await restart();
    assert.deepEqual(await inbox(), ['Orders <orders@example.com>: It is on its way']);
  });

  it('is refused from a sender that is no identity of the stack', async () => {
    await assert.rejects(send('orders@elsewhere.com', 'No'), {
      name: 'MessageRejected',
      message: /US-EAST-1: orders@elsewhere\.com$/,
    });
  });
});

function secret(SecretId: string) {
  return new SecretsManagerClient(settingsOf(running)).send(new GetSecretValueCommand({ SecretId }));
}

describe('a secret', () => {
  it('has the value that its template gives', async () => {
    const { ARN, Name, SecretString } = await secret('given');
    assert.deepEqual([Name, SecretString], ['given', 'open sesame']);
    assert.match(ARN ?? '', /^arn:aws:secretsmanager:us-east-1:000000000000:secret:given-[0-9a-f]{6}$/);
    assert.equal((await secret(ARN ?? '')).SecretString, 'open sesame');
  });

  it('is generated once and kept', async () => {
    const first = (await secret('events-Generated')).SecretString ?? '';
    const generated = parseObject(first) ?? {};
    assert.deepEqual([generated['user'], stringAt(generated, 'password')?.length], ['me', 40]);
    await restart();
    assert.equal((await secret('events-Generated')).SecretString, first);
  });

  it('is taken from the environment where it is there', async () => {
    process.env['SECRET_GIVEN'] = 'from outside';
    await restart();
    delete process.env['SECRET_GIVEN'];
    assert.equal((await secret('given')).SecretString, 'from outside');
  });

  it('that is not there is named so', async () => {
    await assert.rejects(secret('nothing'), { name: 'ResourceNotFoundException' });
  });
});
