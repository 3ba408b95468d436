/** A real Chromium for tests, and the advice for machines that have none. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext } from 'playwright-core';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Outside hosts do not even resolve, so a page that needs one fails. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.*',
];

/** The path of a Chromium or Chrome on this machine: `CHROME_PATH`, or one of the usual places. */
function findBrowser(): string | undefined {
  return [process.env['CHROME_PATH'], ...USUAL_PLACES].find((path) => path && existsSync(path));
}

/** Starts a headless browser with an empty profile. Throws if the machine has none. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: locateBrowser(), args: FLAGS });
}

/** The same with a profile on disk, in which the browser keeps compiled scripts from one page to the next. */
export async function openProfile(directory: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(directory, { executablePath: locateBrowser(), args: FLAGS });
}

function locateBrowser(): string {
  const path = findBrowser();
  if (path === undefined) throw new Error(HOW_TO_HAVE_A_BROWSER);
  return path;
}

/**
 * For `describe.skipIf(skipWithoutBrowser())(name, …)`: false if there is a browser, else advice how to
 * get one. With `CI_NEEDS_BROWSER=1` it is always false, so that the tests fail without a browser.
 */
export function skipWithoutBrowser(): string | false {
  if (findBrowser() || process.env['CI_NEEDS_BROWSER'] === '1') return false;
  return HOW_TO_HAVE_A_BROWSER;
}

const HOW_TO_HAVE_A_BROWSER = 'no Chromium or Chrome here: `apt-get install chromium`, or set CHROME_PATH';
