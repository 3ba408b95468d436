/** What SendEmail takes (API reference of SES, version 2). */

import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { checkInput } from '../../aws/check-input.ts';
import type { Shape, Structure } from '../../aws/check-input.ts';
import { objectAt, stringAt } from '../../kernel/json.ts';

const TEXT = { type: 'text' } as const;
const ADDRESSES: Shape = { type: 'list', of: TEXT };
const DATA: Structure = { type: 'structure', required: ['Data'], members: { Data: TEXT, Charset: TEXT } };
/** Printable ASCII: neither a name nor a value can begin another header. */
const HEADERS: Shape = {
  type: 'list',
  max: 15,
  of: {
    type: 'structure',
    required: ['Name', 'Value'],
    members: {
      Name: { ...TEXT, min: 1, max: 126, pattern: /^[!-9;-@A-~]+$/ },
      Value: { ...TEXT, min: 1, max: 995, pattern: /^[ -~]*$/ },
    },
  },
};
const TAG = { ...TEXT, min: 1, max: 256, pattern: /^[A-Za-z0-9_-]+$/ } as const;

const INPUT: Structure = {
  type: 'structure',
  required: ['Content'],
  members: {
    FromEmailAddress: TEXT,
    ReplyToAddresses: ADDRESSES,
    Destination: {
      type: 'structure',
      members: { ToAddresses: ADDRESSES, CcAddresses: ADDRESSES, BccAddresses: ADDRESSES },
    },
    Content: {
      type: 'structure',
      members: {
        Simple: {
          type: 'structure',
          required: ['Subject', 'Body'],
          members: {
            Subject: DATA,
            Body: { type: 'structure', members: { Text: DATA, Html: DATA } },
            Headers: HEADERS,
          },
        },
        Raw: { type: 'structure', required: ['Data'], members: { Data: TEXT } },
        Template: {
          type: 'structure',
          members: { TemplateName: { ...TEXT, min: 1 }, TemplateData: TEXT, Headers: HEADERS },
        },
      },
    },
    EmailTags: {
      type: 'list',
      max: 50,
      of: { type: 'structure', required: ['Name', 'Value'], members: { Name: TAG, Value: TAG } },
    },
  },
};

const MAX_RECIPIENTS = 50;

/** Throws `BadRequestException`, or `SerializationException` for a member of another type. */
export function checkMail(input: JsonObject): void {
  checkInput(input, INPUT, 'BadRequestException');
  const content = objectAt(input, 'Content');
  const kinds = ['Simple', 'Raw', 'Template'].filter((kind) => kind in content);
  if (kinds.length !== 1) throw bad('The content must be exactly one of Simple, Raw and Template.');
  if ('Simple' in content) checkSimple(objectAt(content, 'Simple'));
  if (!('Raw' in content)) checkEnvelope(input);
  addressesOf(input).forEach(checkAddress);
}

function checkSimple(simple: JsonObject): void {
  const body = objectAt(simple, 'Body');
  if (!('Text' in body) && !('Html' in body)) throw bad('The body must have Text or Html.');
  const subject = stringAt(objectAt(simple, 'Subject'), 'Data') ?? '';
  if (CONTROL.test(subject)) throw bad('Subject contains control characters.');
}

/** A raw mail may name them in its own headers. */
function checkEnvelope(input: JsonObject): void {
  if (!stringAt(input, 'FromEmailAddress')) throw bad("Missing 'From' header.");
  const count = recipientsOf(input).length;
  if (count < 1) throw bad('There are no recipients.');
  if (count > MAX_RECIPIENTS) throw bad(`Recipient count exceeds ${MAX_RECIPIENTS}.`);
}

function recipientsOf(input: JsonObject): readonly string[] {
  const destination = objectAt(input, 'Destination');
  return ['ToAddresses', 'CcAddresses', 'BccAddresses'].flatMap((kind) => textsAt(destination, kind));
}

function addressesOf(input: JsonObject): readonly string[] {
  return [
    ...(stringAt(input, 'FromEmailAddress') !== undefined ? [stringAt(input, 'FromEmailAddress') ?? ''] : []),
    ...recipientsOf(input),
    ...textsAt(input, 'ReplyToAddresses'),
  ];
}

function textsAt(value: JsonObject, key: string): readonly string[] {
  const list = value[key];
  return (Array.isArray(list) ? list : []).filter((one) => typeof one === 'string');
}

const CONTROL = /\p{Cc}/u;
const MAX_ADDRESS_CHARACTERS = 320;

/** `ada@example.org`, or with a name as `Ada <ada@example.org>`. What is before the @ must be ASCII, as SES says. */
function checkAddress(text: string): void {
  const address = /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text.trim();
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (at < 0 || domain === '') throw bad("Missing final '@domain'");
  if (CONTROL.test(text) || /\s/.test(local) || local === '') throw bad('Local address contains control or whitespace');
  if (/[^\x21-\x7e]/.test(local)) throw bad('Local address contains non-ASCII characters');
  if (/\s/.test(domain)) throw bad('Domain contains control or whitespace');
  if (domain.startsWith('.')) throw bad('Domain starts with dot');
  if (domain.includes('..')) throw bad('Domain contains dot-dot');
  if (/[,;@<>()[\]\\"]/.test(domain) || address.length > MAX_ADDRESS_CHARACTERS) throw bad('Illegal address');
}

function bad(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}
