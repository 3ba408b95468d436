/** WAF: web ACLs, which have nobody to keep out on one machine. */
import { arnOf } from '../../assembly/resource-type.ts';
import { definePluginWithoutEffect } from '../../plugin/plugin.ts';

export const waf = definePluginWithoutEffect('waf', {
  'AWS::WAFv2::WebACL': {
    nameProperty: 'Name',
    properties: [],
    withoutEffect: [
      'AssociationConfig',
      'CaptchaConfig',
      'ChallengeConfig',
      'CustomResponseBodies',
      'DefaultAction',
      'Description',
      'Name',
      'Rules',
      'Scope',
      'Tags',
      'TokenDomains',
      'VisibilityConfig',
    ],
    attributes: { Arn: arnOf('wafv2', 'regional/webacl/') },
  },
  'AWS::WAFv2::WebACLAssociation': { properties: [], withoutEffect: ['ResourceArn', 'WebACLArn'] },
});
