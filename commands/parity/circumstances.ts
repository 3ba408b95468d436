/** With what the questions were asked, for the report. */
import { createRequire } from 'node:module';
import { parseRecord } from '../json.ts';
import type { Circumstances } from './report.ts';

const load = createRequire(import.meta.url);

/** `seconds` is how long it took. */
export function circumstancesOf(region: string, seconds: number): Circumstances {
  return {
    date: new Date().toISOString(),
    region,
    hasOwnEndpoint: hasOwnEndpoint(),
    seconds,
    versions: {
      ordersaga: versionIn('../../package.json'),
      node: process.version,
      '@aws-sdk/client-appsync': versionIn('@aws-sdk/client-appsync/package.json'),
      '@aws-sdk/client-sfn': versionIn('@aws-sdk/client-sfn/package.json'),
      APPSYNC_JS: '1.0.0',
    },
  };
}

/** Whether the SDK has been told to ask elsewhere than at AWS, such as at a local cloud. */
export function hasOwnEndpoint(): boolean {
  return Object.keys(process.env).some((name) => name.startsWith('AWS_ENDPOINT_URL'));
}

function versionIn(manifest: string): string {
  return String(parseRecord(JSON.stringify(load(manifest)))['version']);
}
