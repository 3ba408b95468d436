/** A value as Java prints it: `{key=value}`, `[one, two]`, `1.0E21`. */
import { isObject } from '../../../../kernel/json.ts';

export function printValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (typeof value === 'number') return printNumber(value);
  if (!isObject(value)) return String(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}=${printValue(member)}`)
    .join(', ')}}`;
}

/** Java's `Double.toString` uses powers of ten below 10⁻³ and from 10⁷ on. Whole numbers aren't doubles. */
function printNumber(value: number): string {
  const size = Math.abs(value);
  if (Number.isSafeInteger(value) || !Number.isFinite(value) || (size >= 1e-3 && size < 1e7)) return String(value);
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
