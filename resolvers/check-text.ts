/** The rules for every string that a client sends and that DynamoDB stores or looks up. */
import { fail } from './fail.ts';

/** Ends the field with `InvalidInput`, naming `field` and the rule, unless the string keeps every rule. */
export function checkText(text: string, max: number, field: string): void {
  if (text.length < 1 || text.length > max) {
    fail('InvalidInput', `${field}: must have 1 to ${max} characters`);
  }
  if (text.trim().length < 1) fail('InvalidInput', `${field}: must not be blank`);
  const units = text.split('');
  // Nearly every string: one look at each character is enough.
  if (units.every(isPlain)) return;
  if (units.some(isControl)) fail('InvalidInput', `${field}: must not have control characters`);
  if (units.some((unit, index) => isHalf(unit, units[index - 1], units[index + 1]))) {
    fail('InvalidInput', `${field}: must be well-formed Unicode, it has half of a surrogate pair`);
  }
}

/** ASCII without its control characters. */
function isPlain(unit: string): boolean {
  return unit >= ' ' && unit <= '~';
}

/** C0, DEL and C1. */
function isControl(unit: string): boolean {
  return unit < ' ' || (unit >= '\u007f' && unit <= '\u009f');
}

/**
 * Half of a pair without the other half. DynamoDB takes UTF-8, which has no form for it. `split` may return a whole
 * pair as one piece, which is longer than one unit.
 */
function isHalf(unit: string, before: string | undefined, after: string | undefined): boolean {
  if (isHighHalf(unit)) return !after || !isLowHalf(after);
  if (isLowHalf(unit)) return !before || !isHighHalf(before);
  return false;
}

function isHighHalf(unit: string): boolean {
  return unit.length === 1 && unit >= '\ud800' && unit <= '\udbff';
}

function isLowHalf(unit: string): boolean {
  return unit.length === 1 && unit >= '\udc00' && unit <= '\udfff';
}
