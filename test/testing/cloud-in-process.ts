/** The whole stack in the test's own process, where the roles of its functions are at hand: no door hands these out. */
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { bootProject, describeCloudAsJson, findFunctionRole } from '@ordersaga/local-cloud';
import type { Role } from '@ordersaga/local-cloud';
import { parseDescription } from '../../commands/running-cloud.ts';
import { openUp } from './cloud.ts';

/** As `useCloud`, and with the credentials of roles. */
export async function useCloudInProcess() {
  const { LOCAL_CLOUD_ASSEMBLY: assembly } = process.env;
  const running = await bootProject({
    projectDirectory: process.cwd(),
    port: 0,
    progress: () => {},
    ...(assembly && { assemblyDirectory: resolve(assembly) }),
  });
  const opened = await openUp({ ...parseDescription(describeCloudAsJson(running)), stop: () => running.close() });
  return {
    ...opened,
    /** The role of the function with this logical name, such as `PublishStatus`. */
    roleOf: (functionName: string): Role => {
      const role = findFunctionRole(running, functionName);
      assert.ok(role, `there is a function ${functionName}`);
      return role;
    },
  };
}

export type CloudInProcess = Awaited<ReturnType<typeof useCloudInProcess>>;
