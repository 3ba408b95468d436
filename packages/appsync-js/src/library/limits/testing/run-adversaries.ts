/**
 * Runs all adversaries in this process, and prints a JSON object for each: its name, the type of the error that ended it
 * and the last line of the handler's log. The clock stands still, so that only the limits of work and memory end them.
 */
import { createLoadCode } from '../../../load-code.ts';
import { ADVERSARIES, MAX_SPENT } from './adversaries.ts';

const loadCode = createLoadCode({ now: () => 0, maxSpent: MAX_SPENT });

for (const [name, code] of ADVERSARIES) {
  const { error, logs } = loadCode(code, name).evaluate('request');
  console.log(JSON.stringify({ name, errorType: error?.errorType, log: logs.at(-1)?.slice(0, 200) }));
}
