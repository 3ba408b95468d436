/** Says why the tests in a browser are skipped, if they are: Vitest shows no reason for a `describe.skipIf`. */
import { skipWithoutBrowser } from '@ordersaga/local-cloud/testing';

export default function setup(): void {
  const reason = skipWithoutBrowser();
  if (reason) console.warn(`The tests in a browser are skipped: ${reason}`);
}
