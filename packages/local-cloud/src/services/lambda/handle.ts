/** What other services may know of Lambda: the functions of the stack. */

import { arnOfName } from '../../aws/arn.ts';
import type { Account } from '../../aws/place.ts';
import type { Permission } from '../../gateway/operation.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import { createHandle } from '../../plugin/handle.ts';

export type FunctionEntry = {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly timeoutSeconds: number;
};

export type Functions = {
  /** By name or ARN. */
  find(nameOrArn: string): FunctionEntry | undefined;
  list(): readonly FunctionEntry[];
  /** Starts an execution environment of each function, one after the other. */
  warm(): Promise<void>;
};

export const FUNCTIONS = createHandle<Functions>('Lambda functions');

export function functionArn(nameOrArn: string, account: Account): string {
  return arnOfName(nameOrArn, 'lambda', account, 'function:');
}

/** For an operation on the function that `FunctionName` names. */
export function functionPermission(action: string) {
  return (input: JsonObject, _state: unknown, account: Account): readonly Permission[] => [
    { action, resource: functionArn(stringAt(input, 'FunctionName') ?? '*', account) },
  ];
}
