/** AWS::SSM::Parameter */

import type { ResourceType } from '../../assembly/resource-type.ts';

export const ssmParameter: ResourceType = {
  nameProperty: 'Name',
  properties: ['Name', 'Type', 'Value'],
  withoutEffect: ['AllowedPattern', 'DataType', 'Description', 'Policies', 'Tags', 'Tier'],
  propertyAttributes: ['Type', 'Value'],
};
