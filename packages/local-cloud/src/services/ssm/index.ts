/** Systems Manager: the parameter store, as far as programs read it. */

import { definePlugin } from '../../plugin/plugin.ts';
import { OPERATIONS } from './parameters.ts';
import type { Parameters } from './parameters.ts';

export const ssm = definePlugin<Parameters>({
  name: 'ssm',

  resourceTypes: {
    'AWS::SSM::Parameter': {
      nameProperty: 'Name',
      properties: ['Name', 'Type', 'Value'],
      withoutEffect: ['AllowedPattern', 'DataType', 'Description', 'Policies', 'Tags', 'Tier'],
      propertyAttributes: ['Type', 'Value'],
      resolvedBy: 'ssm',
      create: (resource, { resources }) => void resources.push(resource),
    },
  },

  services: { ssm: { jsonTarget: 'AmazonSSM', host: 'ssm', operations: OPERATIONS } },

  open: ({ place }) => ({ account: place, createdAtEpochSeconds: Date.now() / 1000, resources: [] }),
});
