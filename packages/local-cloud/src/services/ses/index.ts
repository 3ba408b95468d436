/** SES: every mail lands in one inbox, which starts only for a stack that sends mail. */

import type { Named } from '../../assembly/resource-type.ts';
import type { Cloud } from '../../plugin/cloud.ts';
import { definePlugin } from '../../plugin/plugin.ts';
import { ROLES } from '../iam/handle.ts';
import { INBOX_URL, MAIL } from './handle.ts';
import { REST_PROTOCOL } from './rest-protocol.ts';
import { SEND_EMAIL } from './send-email.ts';
import type { Mailbox } from './send-email.ts';
import { startInbox } from './start-inbox.ts';
import type { Inbox } from './start-inbox.ts';

/** What a domain's owner would publish by DNS, which nobody asks for here. */
function token(number: number) {
  return ({ name }: Named): string => `local${number}._domainkey.${name}`;
}

export const ses = definePlugin<Mailbox>({
  name: 'ses',

  resourceTypes: {
    /** An address or a domain that mails may come from; verified here from the start. */
    'AWS::SES::EmailIdentity': {
      nameProperty: 'EmailIdentity',
      properties: ['EmailIdentity'],
      withoutEffect: [
        'ConfigurationSetAttributes',
        'DkimAttributes',
        'DkimSigningAttributes',
        'FeedbackAttributes',
        'MailFromAttributes',
        'Tags',
      ],
      attributes: {
        DkimDNSTokenName1: token(1),
        DkimDNSTokenName2: token(2),
        DkimDNSTokenName3: token(3),
        DkimDNSTokenValue1: token(1),
        DkimDNSTokenValue2: token(2),
        DkimDNSTokenValue3: token(3),
      },
      create: ({ name }, { identities }) => void identities.add(name),
    },
    /** Says how mails are tracked and delivered. */
    'AWS::SES::ConfigurationSet': {
      nameProperty: 'Name',
      properties: [],
      withoutEffect: [
        'Name',
        'DeliveryOptions',
        'ReputationOptions',
        'SendingOptions',
        'SuppressionOptions',
        'Tags',
        'TrackingOptions',
        'VdmOptions',
      ],
    },
  },

  services: {
    ses: {
      protocol: REST_PROTOCOL,
      host: 'email',
      throttle: { name: 'TooManyRequestsException', message: 'Rate exceeded', status: 429 },
      operations: { SendEmail: SEND_EMAIL },
    },
  },

  open: createMailbox,

  ready: async (mailbox) => {
    await mailbox.openInbox();
  },
});

function createMailbox(cloud: Cloud): Mailbox {
  const identities = new Set<string>();
  let inbox: Promise<Inbox> | undefined;
  let url: string | undefined;

  const start = async (): Promise<Inbox> => {
    const started = await startInbox(cloud.store, cloud.allowedHosts);
    url = started.url;
    return started;
  };

  const open = (): Promise<Inbox> => (inbox ??= start());
  let isExpected = false;

  INBOX_URL.provide(cloud, () => url);
  MAIL.provide(cloud, {
    expect: () => (isExpected = true),
    deliver: async ({ from, to, subject, text }) => {
      const Simple = { Subject: { Data: subject }, Body: { Text: { Data: text } } };
      await (await open()).send({ FromEmailAddress: from, Destination: { ToAddresses: [to] }, Content: { Simple } });
    },
  });
  // Registered before any function is there, so that the inbox ends after those that send mail.
  cloud.onClose(async () => (await inbox)?.close());
  return {
    identities,
    openInbox: () => {
      if (isExpected || identities.size > 0 || ROLES.of(cloud).mayAny('ses:Send')) return open();
      return inbox;
    },
  };
}
