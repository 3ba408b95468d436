/** The settings of a stage: `stages/NAME.json`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallerLimits } from '../domain/caller-limits.ts';
import { isObject } from '../domain/is-object.ts';

export type StageSettings = {
  /** True keeps the data when the stack is deleted, and gives out no API key. */
  readonly production: boolean;
  /** Twelve digits. With null, the stage fits any account. */
  readonly account: string | null;
  /** Such as `eu-central-1`. With null, the stage fits any region. */
  readonly region: string | null;
  /** The address that customers get their mail from. With null, they get none. */
  readonly sender: string | null;
  /** The identity that SES has verified: the sender's domain, or the sender itself, which null stands for. */
  readonly senderIdentity: string | null;
  readonly paymentGateway: 'sandbox' | 'stripe';
  /** Gets a mail when an alarm rings. With null, nobody does. */
  readonly alarmAddress: string | null;
  readonly limits: StageLimits;
  /** What a customer who has signed in may do. Staff and the API key may do more. */
  readonly callerLimits: CallerLimits;
  readonly paymentWaits: PaymentWaits;
};

/** What AppSync lets one request do, and what the firewall of a production stage lets through. */
type StageLimits = {
  /** How many levels of fields a query may have; those without fields of their own count, too. */
  readonly queryDepth: number;
  /** How many resolvers a request may run: one for the page of orders and, if it asks for them, one for each history. */
  readonly resolversPerRequest: number;
  /** How many requests one IP address may send in five minutes. */
  readonly requestsPerAddress: number;
  /** How many requests may come with one token in five minutes. */
  readonly requestsPerToken: number;
};

/** How long an order holds its stock for a payment that isn't decided. */
type PaymentWaits = {
  /** For the customer, who has to confirm it. */
  readonly customerMinutes: number;
  /** For the bank, which takes days for some ways to pay. */
  readonly providerDays: number;
};

/** The settings of a stage can't be used; the message names the file, the member and the rule. */
export class StageError extends Error {
  override readonly name = 'StageError';
}

const STAGES = join(import.meta.dirname, '../stages');

/** It is part of names for which AWS has rules and limits of its own. */
const NAME = /^[a-z][a-z0-9]{0,15}$/;

/** Throws `StageError`. */
export function readStageSettings(name: string, directory = STAGES): StageSettings {
  if (!NAME.test(name)) {
    throw new StageError(`"${name}" can't be a stage: use 1 to 16 lower-case letters and digits, a letter first.`);
  }
  const file = join(directory, `${name}.json`);
  if (!existsSync(file)) {
    const known = readdirSync(directory).map((one) => one.replace('.json', ''));
    throw new StageError(`There is no stages/${name}.json. Copy one of those that exist: ${known.join(', ')}.`);
  }
  return checkSettings(readJson(file, name), `stages/${name}.json`);
}

function readJson(file: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StageError(`stages/${name}.json isn't JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function isNullOr(rule: RegExp) {
  return (value: unknown) => value === null || (typeof value === 'string' && rule.test(value));
}

function isNumberTo(high: number) {
  return (value: unknown) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= high;
}

type Rule = { readonly isMet: (value: unknown) => boolean; readonly rule: string };
type Rules<Settings> = { readonly [Member in keyof Settings]: Rule };

const RULES: Rules<StageSettings> = {
  production: { isMet: (value) => typeof value === 'boolean', rule: 'must be true or false' },
  account: { isMet: isNullOr(/^\d{12}$/), rule: 'must be a string of 12 digits, or null' },
  region: { isMet: isNullOr(/^[a-z]{2,}(-[a-z]+)+-\d+$/), rule: 'must be a region such as "eu-central-1", or null' },
  sender: { isMet: isNullOr(ADDRESS), rule: 'must be an email address, or null' },
  senderIdentity: { isMet: isNullOr(/^\S+\.\S+$/), rule: 'must be a domain or an email address, or null' },
  paymentGateway: {
    isMet: (value) => value === 'sandbox' || value === 'stripe',
    rule: 'must be "sandbox" or "stripe"',
  },
  alarmAddress: { isMet: isNullOr(ADDRESS), rule: 'must be an email address, or null' },
  limits: { isMet: isObject, rule: 'must be an object' },
  callerLimits: { isMet: isObject, rule: 'must be an object' },
  paymentWaits: { isMet: isObject, rule: 'must be an object' },
};

/** API reference of WAF, "RateBasedStatement". */
const RATE: Rule = {
  isMet: (value) => Number.isInteger(value) && Number(value) >= 10 && Number(value) <= 2_000_000_000,
  rule: 'must be a whole number from 10 to 2000000000',
};

/** AppSync API reference, "CreateGraphqlApi"; its 0 would be these maxima. */
const LIMIT_RULES: Rules<StageLimits> = {
  queryDepth: { isMet: isNumberTo(75), rule: 'must be a whole number from 1 to 75' },
  resolversPerRequest: { isMet: isNumberTo(10_000), rule: 'must be a whole number from 1 to 10000' },
  requestsPerAddress: RATE,
  requestsPerToken: RATE,
};

/** What is counted stands in one item of DynamoDB, which every order of the customer reads and writes: it has to stay small. */
const CALLER_RULE: Rule = { isMet: isNumberTo(100), rule: 'must be a whole number from 1 to 100' };

const CALLER_LIMIT_RULES: Rules<CallerLimits> = {
  ordersPerMinute: CALLER_RULE,
  unpaidOrders: CALLER_RULE,
  refusedCardsPerHour: CALLER_RULE,
};

/** An execution of Step Functions may take a year. A day is the longest that a customer at the bank's page makes sense. */
const WAIT_RULES: Rules<PaymentWaits> = {
  customerMinutes: { isMet: isNumberTo(24 * 60), rule: 'must be a whole number from 1 to 1440' },
  providerDays: { isMet: isNumberTo(30), rule: 'must be a whole number from 1 to 30' },
};

function checkSettings(settings: unknown, file: string): StageSettings {
  if (!isObject(settings)) throw new StageError(`${file} must be an object.`);
  checkMembers(settings, RULES, file);
  checkMembers(settings['limits'], LIMIT_RULES, file, 'limits.');
  checkMembers(settings['callerLimits'], CALLER_LIMIT_RULES, file, 'callerLimits.');
  checkMembers(settings['paymentWaits'], WAIT_RULES, file, 'paymentWaits.');
  if (!isStageSettings(settings)) throw new StageError(`${file} isn't a stage.`);
  checkIdentity(settings, file);
  return settings;
}

/** `prefix` is what stands before the names of members in messages. */
function checkMembers(settings: unknown, rules: { readonly [name: string]: Rule }, file: string, prefix = ''): void {
  const members = isObject(settings) ? settings : {};
  const known = Object.keys(rules).map((name) => prefix + name);
  for (const name of Object.keys(members).map((one) => prefix + one)) {
    if (known.includes(name)) continue;
    throw new StageError(`${file}: "${name}" isn't a setting. There are: ${known.join(', ')}.`);
  }
  for (const [name, { isMet, rule }] of Object.entries(rules)) {
    if (!isMet(members[name])) throw new StageError(`${file}: "${prefix}${name}" ${rule}.`);
  }
}

/** What the rules have looked at. */
function isStageSettings(settings: object): settings is StageSettings {
  return Object.keys(RULES).every((name) => name in settings);
}

function checkIdentity({ sender, senderIdentity }: StageSettings, file: string): void {
  if (senderIdentity === null || sender === senderIdentity || sender?.endsWith(`@${senderIdentity}`)) return;
  throw new StageError(`${file}: "senderIdentity" must be "sender" or its domain.`);
}
