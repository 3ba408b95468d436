/** The certificate for `https://localhost` and `wss://localhost`: clients such as Amplify speak nothing else. */

import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type Certificate = {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
  /** Where `cert` lies, for whoever is to trust it. */
  readonly file: string;
};

/** Some systems trust no certificate for longer (Apple Support, "Requirements for trusted certificates"). */
const LIFETIME_DAYS = 825;
const DAY_MS = 86_400_000;

/**
 * Answers the certificate in this directory; makes it, self-signed, where there is none or the one that is there ends
 * within a day. Safe to run in two processes at once: both answer the one that was first.
 */
export async function openCertificate(directory: string): Promise<Certificate> {
  const found = await readCertificate(directory);
  if (found) return found;

  await rm(directory, { recursive: true, force: true });
  await mkdir(dirname(directory), { recursive: true });
  const draft = await mkdtemp(`${directory}.`);
  try {
    await makeCertificate(draft);
    await rename(draft, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return openCertificate(directory);
}

async function readCertificate(directory: string): Promise<Certificate | undefined> {
  const file = join(directory, 'localhost.pem');
  if (!existsSync(file)) return undefined;
  const cert = await readFile(file, 'utf8');
  if (Date.parse(new X509Certificate(cert).validTo) < Date.now() + DAY_MS) return undefined;
  const keyFile = join(directory, 'localhost-key.pem');
  // A copy of the checkout may have let others read it.
  await chmod(keyFile, 0o600);
  return { cert, key: await readFile(keyFile, 'utf8'), file };
}

async function makeCertificate(directory: string): Promise<void> {
  // Slow to load, and seldom needed.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + LIFETIME_DAYS * DAY_MS),
    extensions: [
      // No authority: whoever gets hold of the key can vouch for nothing but this machine.
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  await writeFile(join(directory, 'localhost-key.pem'), made.private, { mode: 0o600 });
  await writeFile(join(directory, 'localhost.pem'), made.cert);
}
