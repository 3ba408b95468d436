/** The trust policy of a role in a stack of tests. */

/** `service` is a principal such as `lambda.amazonaws.com`. */
export function trust(service: string) {
  return { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }] };
}
