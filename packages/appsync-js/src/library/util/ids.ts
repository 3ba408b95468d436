/** `util.autoId`, `autoUlid`, `autoKsuid`. */
import { padStart } from '../kernel/natives.ts';

/** A random UUID of version 4; the realm has none of its own, so it comes from outside. */
export type RandomUuid = () => string;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** KSUID's clock starts here. */
const KSUID_EPOCH_SECONDS = 1_400_000_000;

export function createIds(randomUuid: RandomUuid) {
  return {
    autoId: (): string => randomUuid(),
    /** 48 bits of milliseconds and 80 random ones. */
    autoUlid: (): string => digitsOf((BigInt(Date.now()) << 80n) | randomBits(randomUuid, 80), CROCKFORD, 26),
    /** 32 bits of seconds and 128 random ones. */
    autoKsuid: (): string => {
      const seconds = BigInt(Math.floor(Date.now() / 1000) - KSUID_EPOCH_SECONDS);
      return digitsOf((seconds << 128n) | randomBits(randomUuid, 128), BASE62, 27);
    },
  };
}

/** The last 12 digits of a UUID are 48 random bits. */
function randomBits(randomUuid: RandomUuid, count: number): bigint {
  let bits = 0n;
  for (let have = 0; have < count; have += 48) bits = (bits << 48n) | BigInt(`0x${randomUuid().slice(24)}`);
  return bits & ((1n << BigInt(count)) - 1n);
}

function digitsOf(value: bigint, alphabet: string, length: number): string {
  const base = BigInt(alphabet.length);
  let digits = '';
  for (let rest = value; rest > 0n; rest /= base) digits = alphabet.charAt(Number(rest % base)) + digits;
  return padStart(digits, length, '0');
}
