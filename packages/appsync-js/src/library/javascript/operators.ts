/** Operators that AppSync runs differently from JavaScript: compiled code calls these functions (see `compile/`). */
import { freeze } from '../kernel/natives.ts';
import { isStored, orZero, plain } from '../call/stored-numbers.ts';

/** `left ?? right`: both sides are evaluated (aws/aws-appsync-community#403). */
function either(left: unknown, right: unknown): unknown {
  return left ?? right;
}

/** `left === right`: null and undefined are one (aws/aws-appsync-community#305). */
function same(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' && typeof right !== 'object') return false;
  if (isNullish(left) || isNullish(right)) return isNullish(left) && isNullish(right);
  return plain(left) === plain(right);
}

function isNullish(value: unknown): boolean {
  return value === null || value === undefined;
}

/** `left + right`, of whatever types: a number from DynamoDB isn't a string (aws/aws-appsync-community#308). */
function plus(left: string, right: string): string {
  const isText = typeof left === 'string' || typeof right === 'string';
  return isText && (isStored(left) || isStored(right)) ? `${shown(left)}${shown(right)}` : left + right;
}

/** A value as part of a string. */
function shown<Value>(value: Value): Value | 'null' {
  return isStored(value) ? 'null' : value;
}

function typeOf(value: unknown): string {
  return isStored(value) ? 'number' : typeof value;
}

/** What `return a += b` returns (aws-amplify/amplify-category-api#3192). */
function blank(): string {
  return '';
}

/** The value that a switch over an optional chain compares with its cases (aws/aws-appsync-community#411). */
function unlike(): object {
  return NOTHING_LIKE_IT;
}

const NOTHING_LIKE_IT = freeze({});

export const operators = { blank, either, orZero, plain, plus, same, shown, typeOf, unlike };
