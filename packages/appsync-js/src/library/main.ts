/** Where the library begins: it is evaluated inside the realm that handler code shares, before any of that code. */
import { console } from './javascript/console.ts';
import { requests } from './dynamodb/requests.ts';
import type { ContextJson } from './call/context.ts';
import { evaluate, takeRest } from './evaluate.ts';
import type { Modules, Unit } from './evaluate.ts';
import { extensions } from './extensions.ts';
import { globals } from './javascript/globals.ts';
import { harden } from './javascript/harden.ts';
import { setLimits } from './limits/limits.ts';
import type { TestLimits } from './limits/limits.ts';
import { meteredMembers } from './limits/metered-members.ts';
import { isRecord, mapMembers, stringifyJson } from './kernel/natives.ts';
import { ai, rds } from './unsupported-modules.ts';
import { runtime } from './runtime.ts';
import { withPlainArguments } from './call/stored-numbers.ts';
import type { RandomUuid } from './util/ids.ts';
import { createUtil } from './util/util.ts';

/**
 * What the realm offers outside. Nothing but strings and functions of the realm itself come out of it.
 */
export type Library = {
  readonly evaluate: (unit: Unit, handler: string, context: ContextJson) => string;
  readonly takeRest: () => string;
  /**
   * The members of each module that code can import, as JSON: true for a function, an object for a group of them.
   */
  readonly membersJson: string;
};

/** Prepares the realm, whose global object is given. */
export function install(realm: object, randomUuid: RandomUuid, limits: TestLimits): Library {
  setLimits(limits);
  const members = withPlainArguments({
    '@aws-appsync/utils': { util: createUtil(() => randomUuid()), extensions, runtime },
    '@aws-appsync/utils/ai': ai,
    '@aws-appsync/utils/dynamodb': requests,
    '@aws-appsync/utils/rds': rds,
  });
  const modules: Modules = mapMembers(members, meteredMembers);
  const ownGlobals = { ...globals, Number: withPlainArguments(globals.Number), console };
  const membersJson = stringifyJson(membersOf(modules)) ?? '{}';
  harden(realm, { ...modules['@aws-appsync/utils'], ...ownGlobals }, modules);
  return { evaluate: (unit, handler, context) => evaluate(modules, unit, handler, context), takeRest, membersJson };
}

function membersOf(value: unknown): unknown {
  return isRecord(value) ? mapMembers(value, membersOf) : true;
}
