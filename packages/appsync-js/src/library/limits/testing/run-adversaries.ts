/** Runs all adversaries in this process, and prints a JSON text for each: its name, and what the handler's log says. */
import { loadCode } from '../../../load-code.ts';
import { ADVERSARIES } from './adversaries.ts';

for (const [name, code] of ADVERSARIES) {
  const { error, logs } = loadCode(code, name).evaluate('request');
  console.log(
    JSON.stringify([name, error?.errorType ?? null, logs.at(-1)?.slice(0, 200) ?? '', process.memoryUsage.rss()]),
  );
}
