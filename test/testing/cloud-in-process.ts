/** The whole stack in the test's own process, where the roles of its functions are at hand: no door hands these out. */
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { bootProject, describeCloudAsJson, evaluateAlarms, findFunctionRole } from '@ordersaga/local-cloud';
import type { Role } from '@ordersaga/local-cloud';
import { parseDescription } from '../../commands/running-cloud.ts';
import { openUp } from './cloud.ts';

/** As `useCloud`, and with the credentials of roles. `assembly` is another one than that of the project. */
export async function useCloudInProcess(assembly = process.env['LOCAL_CLOUD_ASSEMBLY']) {
  const running = await bootProject({
    projectDirectory: process.cwd(),
    port: 0,
    progress: () => {},
    ...(assembly && { assemblyDirectory: resolve(assembly) }),
  });
  const opened = await openUp({ ...parseDescription(describeCloudAsJson(running)), stop: () => running.close() });
  return {
    ...opened,
    /** Evaluates all alarms as they will be evaluated at that time, if nothing happens until then. */
    evaluateAlarms: (atEpochMs: number) => evaluateAlarms(running, atEpochMs),
    /** The role of the function with this logical name, such as `PublishStatus`. */
    roleOf: (functionName: string): Role => {
      const role = findFunctionRole(running, functionName);
      assert.ok(role, `there is a function ${functionName}`);
      return role;
    },
  };
}

export type CloudInProcess = Awaited<ReturnType<typeof useCloudInProcess>>;
