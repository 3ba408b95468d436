/** The functions of the stack. */

import type { JsonObject } from '../../kernel/json.ts';
import type { LambdaFunction } from './create-function.ts';
import type { FunctionEntry, Functions } from './handle.ts';

type CreatedFunction = FunctionEntry & {
  readonly running: LambdaFunction;
  readonly properties: JsonObject;
};

export type FunctionRegister = Omit<Functions, 'find' | 'list'> & {
  add(created: CreatedFunction): void;
  find(nameOrArn: string): CreatedFunction | undefined;
  list(): readonly CreatedFunction[];
};

export function createFunctions(): FunctionRegister {
  const functions: CreatedFunction[] = [];
  return {
    add: (created) => void functions.push(created),
    find: (wanted) => functions.find(({ name, arn }) => wanted === name || wanted === arn),
    list: () => functions,
    warm: async () => {
      // It rejects only when the cloud ends meanwhile.
      for (const { running } of functions) await running.warm().catch(() => {});
    },
  };
}
