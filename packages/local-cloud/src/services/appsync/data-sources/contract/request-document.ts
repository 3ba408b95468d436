/** Reads a request document; rejects a wrong one in AppSync's words (Developer Guide, "Troubleshooting"). */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { isJsonObject } from '../../../../kernel/json.ts';
import { FieldError } from '../../errors.ts';

export function refuse(message: string): never {
  throw new FieldError(message, 'MappingTemplate');
}

/** A member's place as the messages name it: `$[key][id]`. */
export function place(parent: string, member: string | number): string {
  return `${parent}[${member}]`;
}

export const ROOT = '$';

/** The document itself, with no member but those `allowed`. `version` is let through: older code still writes it. */
export function readRequest(request: JsonValue, allowed: readonly string[]): JsonObject {
  const document = readObject(request, ROOT);
  refuseOthers(document, ['version', 'operation', ...allowed], ROOT);
  return document;
}

export function refuseOthers(value: JsonObject, allowed: readonly string[], at: string): void {
  const other = Object.keys(value).find((key) => !allowed.includes(key));
  if (other !== undefined) refuse(`Unsupported element '${place(at, other)}'.`);
}

export function required(parent: JsonObject, member: string, at: string): JsonValue {
  const value = parent[member];
  return value ?? refuse(`Value for field '${place(at, member)}' not found.`);
}

export function readObject(value: JsonValue | undefined, at: string): JsonObject {
  return isJsonObject(value) ? value : mismatch('object', value, at);
}

export function readList(value: JsonValue | undefined, at: string): readonly JsonValue[] {
  return Array.isArray(value) ? value : mismatch('array', value, at);
}

export function readString(value: JsonValue | undefined, at: string): string {
  return typeof value === 'string' ? value : mismatch('string', value, at);
}

export function readBoolean(value: JsonValue | undefined, at: string): boolean {
  return typeof value === 'boolean' ? value : mismatch('boolean', value, at);
}

export function readInteger(value: JsonValue | undefined, at: string): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : mismatch('integer', value, at);
}

/** `read` applied to a member; null and absent members are left out. */
export function optional<T>(
  parent: JsonObject,
  member: string,
  at: string,
  read: (value: JsonValue, at: string) => T,
): T | undefined {
  const value = parent[member];
  return value === undefined || value === null ? undefined : read(value, place(at, member));
}

function mismatch(expected: string, value: JsonValue | undefined, at: string): never {
  return refuse(`Expected JSON ${expected} for '${at}' but got ${kindOf(value)} instead.`);
}

function kindOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return 'NULL';
  if (Array.isArray(value)) return 'ARRAY';
  return (typeof value).toUpperCase();
}
