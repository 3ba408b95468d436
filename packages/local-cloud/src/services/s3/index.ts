/** S3: buckets of text objects, with the bucket in the path. */

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { definePlugin } from '../../plugin/plugin.ts';
import { OPERATIONS } from './objects.ts';
import type { Buckets } from './objects.ts';
import { REST_PROTOCOL } from './rest-protocol.ts';

export const s3 = definePlugin<Buckets>({
  name: 's3',

  resourceTypes: {
    'AWS::S3::Bucket': {
      nameProperty: 'BucketName',
      nameFor: bucketName,
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
      create: ({ name }, { names }) => void names.add(name),
    },
    /** Who else may reach a bucket; its own account's roles are checked by their own policies. */
    'AWS::S3::BucketPolicy': {
      properties: ['Bucket'],
      withoutEffect: ['PolicyDocument'],
    },
  },

  services: {
    s3: {
      protocol: REST_PROTOCOL,
      host: 's3',
      throttle: { name: 'SlowDown', message: 'Please reduce your request rate.', status: 503 },
      operations: OPERATIONS,
    },
  },

  open: ({ dataDirectory }) => ({ directory: join(dataDirectory, 's3'), names: new Set() }),
});

/** Bucket names are lower-case and at most 63 characters long (S3 user guide, "Bucket naming rules"). */
function bucketName(stackName: string, logicalId: string): string {
  return `${stackName}-${createHash('sha256').update(logicalId).digest('hex').slice(0, 12)}`.toLowerCase().slice(-63);
}
