/** `util.str`. */
import { normalize } from '../natives.ts';
import { needText } from '../need-text.ts';
import { failCode } from '../stop.ts';

const FORMS: { readonly [name: string]: string } = { nfc: 'NFC', nfd: 'NFD', nfkc: 'NFKC', nfkd: 'NFKD' };

export const str = {
  normalize: (value: unknown, form: unknown): string => {
    const name = FORMS[`${form}`] ?? failCode('util.str.normalize needs nfc, nfd, nfkc or nfkd');
    return normalize(needText(value, 'util.str.normalize needs a text'), name);
  },
};
