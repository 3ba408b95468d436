/** The CDK's own resource: it only tells AWS which constructs a stack is made of. */

import { definePluginWithoutEffect } from '../../plugin/plugin.ts';

export const cdk = definePluginWithoutEffect('cdk', {
  'AWS::CDK::Metadata': { properties: [], withoutEffect: ['Analytics'] },
});
