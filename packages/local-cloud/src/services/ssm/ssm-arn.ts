/** ARNs of Systems Manager's parameters: a name's first slash is that of the ARN. */

export function parameterArn(
  { region, accountId }: { readonly region: string; readonly accountId: string },
  name: string,
): string {
  return name.startsWith('arn:') ? name : `arn:aws:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, '')}`;
}
