/** Runs code as a resolver's, with a context of which only what matters is given. */
import assert from 'node:assert/strict';
import type { JsonValue } from '../contract/json.ts';
import { createLoadCode } from '../load-code.ts';
import type { Evaluation, HandlerContext } from '../contract/evaluation.ts';

const IMPORTS = `import { extensions, runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';`;

/** The clock stands still, so that no test depends on the speed of the machine. */
const loadCode = createLoadCode({ now: () => 0 });

/** Runs statements as the body of a request handler. */
export function runBody(body: string, members?: Partial<HandlerContext>, load = loadCode): Evaluation {
  const code = load(`${IMPORTS}\nexport function request(ctx) {\n${body}\n}`, 'test');
  return code.evaluate('request', members);
}

/** What an expression gives; fails when the handler fails. */
export function valueOf(expression: string, members?: Partial<HandlerContext>): JsonValue {
  const { result, error, logs } = runBody(`return ${expression};`, members);
  if (error !== undefined) throw new Error(`${expression}: ${error.message} ${logs.join()}`);
  return result;
}

/** An expression's value, which must be a list. */
export function listOf(expression: string): JsonValue[] {
  const value = valueOf(expression);
  assert.ok(Array.isArray(value), expression);
  return value;
}

/** An expression's value, which must be a string. */
export function stringOf(expression: string): string {
  const value = valueOf(expression);
  assert.ok(typeof value === 'string', expression);
  return value;
}
