/** AWS::SES::EmailIdentity: an address or a domain that mails may come from; verified here from the start */

import type { Named, ResourceType } from '../../assembly/resource-type.ts';

/** What a domain's owner would publish by DNS, which nobody asks for here. */
function token(number: number) {
  return ({ name }: Named): string => `local${number}._domainkey.${name}`;
}

export const sesEmailIdentity: ResourceType = {
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
};
