/** AWS::S3::Bucket */

import { createHash } from 'node:crypto';
import type { ResourceType } from '../../assembly/resource-type.ts';

export const s3Bucket: ResourceType = {
  nameProperty: 'BucketName',
  properties: ['BucketName'],
  withoutEffect: [
    'BucketEncryption',
    'LifecycleConfiguration',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
    'VersioningConfiguration',
  ],
  attributes: {
    Arn: ({ name }) => `arn:aws:s3:::${name}`,
    DomainName: ({ name }) => `${name}.s3.amazonaws.com`,
  },
};

/** Who else may reach a bucket; its own account's roles are checked by their own policies. */
export const s3BucketPolicy: ResourceType = {
  properties: ['Bucket'],
  withoutEffect: ['PolicyDocument'],
};

/** Bucket names are lower-case and at most 63 characters long (S3 user guide, "Bucket naming rules"). */
export function bucketName(stackName: string, logicalId: string): string {
  return `${stackName}-${createHash('sha256').update(logicalId).digest('hex').slice(0, 12)}`.toLowerCase().slice(-63);
}
