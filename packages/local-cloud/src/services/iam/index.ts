/** IAM: roles, and the policies that say what they may do. Nobody calls its API here. */

import { roleArn } from '../../aws/arn.ts';
import { definePlugin } from '../../plugin/plugin.ts';
import { ROLES } from './handle.ts';
import { createRoles, idHash } from './roles.ts';
import type { RoleRegister } from './roles.ts';

export const iam = definePlugin<RoleRegister>({
  name: 'iam',

  resourceTypes: {
    'AWS::IAM::Role': {
      nameProperty: 'RoleName',
      properties: ['RoleName', 'Policies', 'ManagedPolicyArns', 'AssumeRolePolicyDocument'],
      withoutEffect: ['Description', 'MaxSessionDuration', 'Path', 'Tags'],
      attributes: {
        Arn: ({ name }, place) => roleArn(place, name),
        RoleId: ({ logicalId }) => `AROA${idHash(logicalId)}`,
      },
      create: (resource, roles) => roles.addRole(resource),
    },
    'AWS::IAM::Policy': {
      nameProperty: 'PolicyName',
      properties: ['PolicyDocument', 'PolicyName', 'Roles'],
      create: (resource, roles) => roles.addPolicy(resource),
    },
  },

  open: (cloud) => {
    const roles = createRoles(cloud.place);
    ROLES.provide(cloud, roles);
    return roles;
  },
});
