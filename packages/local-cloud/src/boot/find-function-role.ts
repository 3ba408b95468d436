/** The role of a function, for tests that call AWS as it does. */

import type { RunningCloud } from './boot.ts';
import { ROLES } from '../services/iam/handle.ts';
import type { Role } from '../services/iam/handle.ts';
import { FUNCTIONS } from '../services/lambda/handle.ts';

/** `part` is a part of the function's name, such as its logical id. Undefined if there is no such function. */
export function findFunctionRole({ cloud }: RunningCloud, part: string): Role | undefined {
  const found = FUNCTIONS.of(cloud)
    .list()
    .find(({ name }) => name.includes(part));
  return found && ROLES.of(cloud).find(found.roleArn);
}
