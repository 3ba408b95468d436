/** AWSIPAddress: version 4 or 6, optionally with the length of a subnet. */
import { isIP } from 'node:net';
import { textScalar } from './text-scalar.ts';

const MAX_PREFIX_BITS: { readonly [version: number]: number } = { 4: 32, 6: 128 };

export const awsIpAddress = textScalar('AWSIPAddress', 'a valid IP address', (text) => {
  const [address = '', prefix, ...rest] = text.split('/');
  const longest = MAX_PREFIX_BITS[isIP(address)];
  if (longest === undefined || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest);
});
