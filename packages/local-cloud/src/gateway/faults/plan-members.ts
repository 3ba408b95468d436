/** Reads and checks the members of a fault plan. */

import type { JsonObject } from '../../kernel/json.ts';

/** Says what is wrong with a fault plan, to the person who wrote it. */
export class InvalidFaultPlan extends Error {
  override readonly name = 'InvalidFaultPlan';
}

export function stringIn(object: JsonObject, member: string, where: string): string {
  const value = object[member];
  if (typeof value === 'string' && value !== '') return value;
  throw new InvalidFaultPlan(`${where} needs ${member}, a string.`);
}

export function numberIn(
  object: JsonObject,
  member: string,
  where: string,
  isValid: (value: number) => boolean,
  wanted: string,
): number | undefined {
  const value = object[member];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && isValid(value)) return value;
  throw new InvalidFaultPlan(`${where} has ${member} ${JSON.stringify(value)}; it must be ${wanted}.`);
}

export function refuseOthers(object: JsonObject, known: readonly string[], where: string): void {
  const unknown = Object.keys(object).find((member) => !known.includes(member));
  if (unknown !== undefined)
    throw new InvalidFaultPlan(`${where} has "${unknown}", which is none of ${known.join(', ')}.`);
}

export function isWhole(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
export function isPositive(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}
export function isProbability(value: number): boolean {
  return value >= 0 && value <= 1;
}
export function isErrorStatus(value: number): boolean {
  return Number.isInteger(value) && value >= 400 && value <= 599;
}
