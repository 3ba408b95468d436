/** CloudFormation: describes the stack that runs, and has custom resources created by their functions. */

import { createQueryProtocol } from '../../gateway/http/query-protocol.ts';
import { definePlugin } from '../../plugin/plugin.ts';
import { CUSTOM_RESOURCE } from './custom-resource.ts';
import { DESCRIBE_STACKS } from './describe-stacks.ts';
import { createResponses, RESPONSES_PATH } from './responses.ts';
import type { Stack } from './stack.ts';

export const cloudformation = definePlugin<Stack>({
  name: 'cloudformation',

  resourceTypes: {
    'AWS::CloudFormation::CustomResource': CUSTOM_RESOURCE,
    'Custom::*': CUSTOM_RESOURCE,
  },

  services: {
    cloudformation: {
      protocol: createQueryProtocol('cloudformation'),
      host: 'cloudformation',
      throttle: { name: 'Throttling', message: 'Rate exceeded', status: 400 },
      operations: { DescribeStacks: DESCRIBE_STACKS },
    },
  },

  open: ({ place, routes }) => {
    const responses = createResponses(place.url);
    routes.serve(RESPONSES_PATH, responses.handle);
    return { createdAt: new Date().toISOString(), responses };
  },
});
