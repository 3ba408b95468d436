/** The narrowest right to a bucket: some operations on the objects below some of its folders. */
import { CfnElement, Stack, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';

type Objects = { readonly operations: readonly string[]; readonly folders: readonly string[] };

/** Lets the function do these operations (`GetObject`, …) on what lies below the folders, such as `sagas`. */
export function allowObjects(grantee: LambdaFunction, bucket: Bucket, { operations, folders }: Objects): void {
  const actions = operations.map((operation) => `s3:${operation}`);
  const resourceArns = folders.map((folder) => bucket.arnForObjects(`${folder}/*`));
  Grant.addToPrincipal({ grantee, actions, resourceArns });

  const { defaultChild } = bucket.node;
  if (!grantee.role || !CfnElement.isCfnElement(defaultChild))
    throw new Error('A role and a bucket are of this stack.');
  const arn = `<${Stack.of(bucket).getLogicalId(defaultChild)}.Arn>`;
  const reason = 'A folder is the narrowest right: the keys in it are made of orders and times.';
  const rules = folders.map((folder) => ({ id: `AwsSolutions-IAM5[Resource::${arn}/${folder}/*]`, reason }));
  Validations.of(grantee.role).acknowledge(...rules);
}
