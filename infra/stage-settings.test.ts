import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { readStageSettings, StageError } from './stage-settings.ts';

const directory = mkdtempSync(join(tmpdir(), 'stages-'));
afterAll(() => rmSync(directory, { recursive: true }));

const GOOD = {
  production: true,
  account: '123456789012',
  region: 'eu-central-1',
  sender: 'orders@shop.example',
  senderIdentity: 'shop.example',
  paymentGateway: 'stripe',
  alarmAddress: 'ops@shop.example',
  limits: { queryDepth: 6, resolversPerRequest: 202, requestsPerAddress: 5000, requestsPerToken: 1000 },
  callerLimits: { ordersPerMinute: 10, unpaidOrders: 20, refusedCardsPerHour: 10 },
  paymentWaits: { customerMinutes: 15, providerDays: 7 },
};

const SETTINGS =
  'production, account, region, sender, senderIdentity, paymentGateway, alarmAddress, limits, callerLimits, paymentWaits.';

function limits(change: object) {
  return { ...GOOD.limits, ...change };
}

function read(text: string) {
  writeFileSync(join(directory, 'test.json'), text);
  return readStageSettings('test', directory);
}

function rejects(settings: object, message: string): void {
  assert.throws(() => read(JSON.stringify(settings)), new StageError(message));
}

describe('the settings of a stage', () => {
  it('are what its file says', () => {
    assert.deepEqual(read(JSON.stringify(GOOD)), GOOD);
  });

  it('leave account, region, mail and alarms open with null', () => {
    const open = { account: null, region: null, sender: null, senderIdentity: null, alarmAddress: null };
    assert.deepEqual(read(JSON.stringify({ ...GOOD, ...open })), { ...GOOD, ...open });
  });

  it('of all files here are good', () => {
    const names = readdirSync(join(import.meta.dirname, '../stages')).map((file) => file.replace('.json', ''));
    assert.deepEqual(names, ['dev', 'prod']);
    for (const name of names) readStageSettings(name);
  });

  for (const { change, message } of [
    { change: { production: 'yes' }, message: '"production" must be true or false.' },
    { change: { account: 123_456_789_012 }, message: '"account" must be a string of 12 digits, or null.' },
    { change: { account: '12345' }, message: '"account" must be a string of 12 digits, or null.' },
    { change: { region: 'Frankfurt' }, message: '"region" must be a region such as "eu-central-1", or null.' },
    { change: { sender: 'orders' }, message: '"sender" must be an email address, or null.' },
    { change: { sender: '' }, message: '"sender" must be an email address, or null.' },
    { change: { sender: undefined }, message: '"sender" must be an email address, or null.' },
    { change: { senderIdentity: 'other.example' }, message: '"senderIdentity" must be "sender" or its domain.' },
    { change: { senderIdentity: 'op.example' }, message: '"senderIdentity" must be "sender" or its domain.' },
    { change: { paymentGateway: 'paypal' }, message: '"paymentGateway" must be "sandbox" or "stripe".' },
    { change: { alarmAddress: 'ops' }, message: '"alarmAddress" must be an email address, or null.' },
    { change: { paymentWaits: undefined }, message: '"paymentWaits" must be an object.' },
    {
      change: { paymentWaits: { customerMinutes: 0, providerDays: 7 } },
      message: '"paymentWaits.customerMinutes" must be a whole number from 1 to 1440.',
    },
    {
      change: { paymentWaits: { customerMinutes: 15, providerDays: 31 } },
      message: '"paymentWaits.providerDays" must be a whole number from 1 to 30.',
    },
    { change: { callerLimits: undefined }, message: '"callerLimits" must be an object.' },
    {
      change: { callerLimits: { ...GOOD.callerLimits, ordersPerMinute: 0 } },
      message: '"callerLimits.ordersPerMinute" must be a whole number from 1 to 100.',
    },
    {
      change: { callerLimits: { ...GOOD.callerLimits, unpaidOrders: 101 } },
      message: '"callerLimits.unpaidOrders" must be a whole number from 1 to 100.',
    },
    {
      change: { callerLimits: { ordersPerMinute: 10, unpaidOrders: 20 } },
      message: '"callerLimits.refusedCardsPerHour" must be a whole number from 1 to 100.',
    },
    { change: { limits: undefined }, message: '"limits" must be an object.' },
    {
      change: { limits: limits({ queryDepth: 0 }) },
      message: '"limits.queryDepth" must be a whole number from 1 to 75.',
    },
    {
      change: { limits: limits({ queryDepth: 76 }) },
      message: '"limits.queryDepth" must be a whole number from 1 to 75.',
    },
    {
      change: { limits: limits({ queryDepth: '5' }) },
      message: '"limits.queryDepth" must be a whole number from 1 to 75.',
    },
    {
      change: { limits: limits({ resolversPerRequest: 10_001 }) },
      message: '"limits.resolversPerRequest" must be a whole number from 1 to 10000.',
    },
    {
      change: { limits: limits({ resolversPerRequest: 1.5 }) },
      message: '"limits.resolversPerRequest" must be a whole number from 1 to 10000.',
    },
    {
      change: { limits: { queryDepth: 5 } },
      message: '"limits.resolversPerRequest" must be a whole number from 1 to 10000.',
    },
    {
      change: { limits: limits({ requestsPerAddress: 9 }) },
      message: '"limits.requestsPerAddress" must be a whole number from 10 to 2000000000.',
    },
    {
      change: { limits: limits({ requestsPerToken: '1000' }) },
      message: '"limits.requestsPerToken" must be a whole number from 10 to 2000000000.',
    },
    {
      change: { limits: limits({ depth: 5 }) },
      message:
        '"limits.depth" isn\'t a setting. There are: limits.queryDepth, limits.resolversPerRequest, ' +
        'limits.requestsPerAddress, limits.requestsPerToken.',
    },
    { change: { toString: 1 }, message: '"toString" isn\'t a setting. There are: ' + SETTINGS },
    {
      change: { sendr: 'a@b.example' },
      message: '"sendr" isn\'t a setting. There are: ' + SETTINGS,
    },
  ]) {
    it(`are rejected with ${JSON.stringify(change)}, by file, member and rule`, () => {
      rejects({ ...GOOD, ...change }, `stages/test.json: ${message}`);
    });
  }

  it('are rejected if the file holds no object, or no JSON', () => {
    rejects([], 'stages/test.json must be an object.');
    assert.throws(() => read('{'), /^StageError: stages\/test\.json isn't JSON: /);
  });

  it('are rejected for a stage that has no file, with those that have one', () => {
    const message = 'There is no stages/staging.json. Copy one of those that exist: dev, prod.';
    assert.throws(() => readStageSettings('staging'), new StageError(message));
  });

  it('are rejected for a name that AWS could not take', () => {
    for (const name of ['', '1st', 'Dev', 'a-b', '../prod', 'x'.repeat(17)]) {
      assert.throws(() => readStageSettings(name), /can't be a stage: use 1 to 16 lower-case letters and digits/);
    }
  });
});
