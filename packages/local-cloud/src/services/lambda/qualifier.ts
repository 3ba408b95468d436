/** Function names as Lambda takes them: by name, by partial or full ARN, with a version or an alias behind a colon. */

export const LATEST = '$LATEST';

export type QualifiedArn = { readonly arn: string; readonly qualifier?: string | undefined };

/** `arn` is a function's full ARN, with or without a qualifier. */
export function splitQualifier(arn: string): QualifiedArn {
  const [, unqualified = arn, qualifier] = /^(arn:aws:lambda:[^:]*:[^:]*:function:[^:]+)(?::(.+))?$/.exec(arn) ?? [];
  return { arn: unqualified, qualifier };
}

/** `name:live` of both `000000000000:function:name:live` and `function:name:live`. */
export function withoutAccount(name: string): string {
  return name.replace(/^(\d{12}:)?function:/, '');
}
