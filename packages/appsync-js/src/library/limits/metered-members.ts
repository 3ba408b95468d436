/** The library's members as handler code gets them: each is charged for what it is given before it works. */
import { COST, charge } from './limits.ts';
import { isFunction, isRecord, mapMembers } from '../kernel/natives.ts';
import type { AnyFunction } from '../kernel/natives.ts';
import { weighed } from './weigh.ts';
import { word } from './charged-reading.ts';

/** The same members, at any depth. */
export function meteredMembers(members: object): object {
  return mapMembers({ ...members }, meteredMember);
}

function meteredMember(member: unknown): unknown {
  if (isFunction(member)) return metered(member);
  return isRecord(member) ? meteredMembers(member) : member;
}

function metered(member: AnyFunction): AnyFunction {
  return (...values) => {
    charge(COST.part);
    for (const value of values) {
      if (typeof value === 'object' && value !== null) weighed(value);
      else word(value);
    }
    return member(...values);
  };
}
