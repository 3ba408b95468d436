/** The project's cloud assembly, in which payments wait for minutes only: what nobody decides comes to its end in the run. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { synthesize } from '@ordersaga/local-cloud';

/** Banks are asked again when their time is up; one that was told to decide has done so by then, also at the third try. */
const WAIT_SECONDS = { CONFIRM_PAYMENT_SECONDS: 60, SETTLE_PAYMENT_SECONDS: 300 };

/** Throws if the template has no such limits. */
export async function synthesizeHasty(directory: string): Promise<void> {
  await synthesize(resolve(import.meta.dirname, '../..'), directory);
  for (const name of readdirSync(directory).filter((file) => file.endsWith('.template.json'))) {
    const path = join(directory, name);
    const template = readFileSync(path, 'utf8');
    writeFileSync(path, Object.entries(WAIT_SECONDS).reduce(withSeconds, template));
  }
}

function withSeconds(template: string, [variable, seconds]: readonly [string, number]): string {
  const changed = template.replaceAll(new RegExp(`("${variable}":\\s*)"\\d+"`, 'g'), `$1"${seconds}"`);
  if (changed === template) throw new Error(`The stack has no ${variable} to shorten.`);
  return changed;
}
