/** What other services may know of Lambda: the functions of the stack. */

import { arnOfName } from '../../aws/arn.ts';
import type { Account } from '../../aws/place.ts';
import type { Permission } from '../../gateway/operation.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import { createHandle } from '../../plugin/handle.ts';
import { splitQualifier, withoutAccount } from './qualifier.ts';

export type FunctionEntry = {
  readonly name: string;
  /** As it was asked for, such as `name:live`. */
  readonly qualifiedName: string;
  /** Without a qualifier. */
  readonly arn: string;
  readonly roleArn: string;
  readonly timeoutSeconds: number;
};

export type Functions = {
  /** By name or ARN, with or without a version or an alias. */
  find(nameOrArn: string): FunctionEntry | undefined;
  list(): readonly Omit<FunctionEntry, 'qualifiedName'>[];
  /** Starts an execution environment of each function, one after the other. */
  warm(): Promise<void>;
};

export const FUNCTIONS = createHandle<Functions>('Lambda functions');

/** The full ARN, with the qualifier if there is one. `nameOrArn` may be a partial ARN. */
export function functionArn(nameOrArn: string, account: Account, qualifier?: string): string {
  const arn = arnOfName(withoutAccount(nameOrArn), 'lambda', account, 'function:');
  return qualifier === undefined || splitQualifier(arn).qualifier !== undefined ? arn : `${arn}:${qualifier}`;
}

/** For an operation on the function that `FunctionName` names. */
export function functionPermission(action: string) {
  return (input: JsonObject, _state: unknown, account: Account): readonly Permission[] => [
    { action, resource: functionArn(stringAt(input, 'FunctionName') ?? '*', account, stringAt(input, 'Qualifier')) },
  ];
}
