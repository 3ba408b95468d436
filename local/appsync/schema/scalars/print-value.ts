/** A value in an error message, as Java prints it: `{key=value}`, `[one, two]`. */
import { isObject } from '../../../json.ts';

export const printValue = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (!isObject(value)) return String(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}=${printValue(member)}`)
    .join(', ')}}`;
};
