/** Says why the tests in a browser are skipped, if they are: Vitest shows no reason for a `describe.skipIf`. */
import { skipWithoutBrowser } from '../../packages/local-cloud/src/playground/testing/browser.ts';

export default function setup(): void {
  const reason = skipWithoutBrowser();
  if (reason) console.warn(`The tests in a browser are skipped: ${reason}`);
}
