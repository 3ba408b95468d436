/** The library's members as handler code gets them: each is charged for what it is given before it works. */
import { COST, charge } from './limits.ts';
import { isFunction, isRecord, mapMembers } from './natives.ts';
import type { AnyFunction } from './natives.ts';
import { weighed } from './weigh.ts';
import { word } from './words.ts';

/** The same members, at any depth. */
export const meteredMembers = (members: object): object => mapMembers({ ...members }, meteredMember);

const meteredMember = (member: unknown): unknown => {
  if (isFunction(member)) return metered(member);
  return isRecord(member) ? meteredMembers(member) : member;
};

const metered =
  (member: AnyFunction): AnyFunction =>
  (...values) => {
    charge(COST.part);
    for (const value of values) {
      if (typeof value === 'object' && value !== null) weighed(value);
      else word(value);
    }
    return member(...values);
  };
