/** The command that runs the engine and ends it with this process: the engine itself does not watch its parent. */

import { join } from 'node:path';

/** A program and its arguments. */
export type Command = readonly [string, ...string[]];

/**
 * When the pipe on its standard input closes, as it does even when this process is killed with SIGKILL, the shell kills
 * the engine. Its first argument is the file that gets the engine's process id, in case the shell is killed as well.
 */
const SHELL_GUARD =
  'pid_file=$1; shift; exec 3<&0; "$@" </dev/null 3<&- & engine=$!; echo $engine >"$pid_file"; ' +
  '{ read -r _ <&3; kill -9 $engine; } 2>/dev/null & wait $engine';

/** `pidFile` gets the engine's process id; `platform` is that of `process`. A shell takes a tenth of a Node's memory. */
export function guardCommand(platform: NodeJS.Platform, pidFile: string, engine: Command): Command {
  return platform === 'win32'
    ? [process.execPath, join(import.meta.dirname, 'guard.ts'), pidFile, ...engine]
    : ['/bin/sh', '-c', SHELL_GUARD, 'sh', pidFile, ...engine];
}
