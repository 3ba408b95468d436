/** `util.str`. */
import { charge } from '../limits/limits.ts';
import { normalize } from '../kernel/natives.ts';
import { failCode, needString } from '../kernel/stop.ts';

const FORMS: { readonly [name: string]: string } = { nfc: 'NFC', nfd: 'NFD', nfkc: 'NFKC', nfkd: 'NFKD' };

/** In units, at worst, for a character: most are looked up, and a few become eighteen. */
const PLAIN = 4;
const LOOKED_UP = 48;

const HIGH = /[^\0-\u02ff]/;
/** With the two letters that become marks. */
const MARKS = /[\p{M}\uff9e\uff9f]{2,}/gu;

/** The engine sorts marks that follow one another, which takes the square of their number. */
function chargeNormalize(text: string): void {
  charge((HIGH.test(text) ? LOOKED_UP : PLAIN) * text.length);
  MARKS.lastIndex = 0;
  for (let found = MARKS.exec(text); found !== null; found = MARKS.exec(text)) charge(found[0].length ** 2 / 2);
}

export const str = {
  normalize: (value: unknown, form: unknown): string => {
    const name = FORMS[String(form)] ?? failCode('util.str.normalize needs nfc, nfd, nfkc or nfkd');
    const text = needString(value, 'util.str.normalize needs a string');
    chargeNormalize(text);
    return normalize(text, name);
  },
};
