/** What IAM knows of a caller: who it is and what its policies say. */

/** One statement of an IAM policy document, with intrinsics already resolved. */
export type PolicyStatement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } };
};

/** Who makes a call. `administrator` is the account's owner: the local cloud itself, or a person with the AWS CLI. */
export type Principal = {
  readonly arn: string;
  readonly permissions: 'administrator' | readonly PolicyStatement[];
};
