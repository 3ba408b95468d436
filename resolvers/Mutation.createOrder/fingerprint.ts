/** A fingerprint for strings that must not be stored: APPSYNC_JS has neither hashes nor character codes. */

/** ASCII without its control characters and the space: the characters of a payment token. */
const ALPHABET = '!"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~';

/**
 * Two polynomials over the places of the characters in the alphabet, modulo primes below 2^20, with multipliers below
 * 2^11, so that every step stays below 2^31. Different tokens differ with a probability of 1 - 2^-40. It holds 40 bits
 * at most: a provider's token (Stripe's have 24 characters, over 140 bits) can't be found from it. `text` has up to 1,000
 * characters, as many as AppSync walks through.
 */
export function fingerprintOf(text: string): string {
  const places = text.split('').map((character) => ALPHABET.indexOf(character) + 2);
  const first = places.reduce((sum, place) => (sum * 1031 + place) % 1048573, text.length);
  const second = places.reduce((sum, place) => (sum * 1543 + place) % 1048571, text.length);
  return [first, second].join('-');
}
