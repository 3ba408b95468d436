/** AWSURL: a URL with a scheme (RFC 1738); no `//` inside its path. */
import { textScalar } from './text-scalar.ts';

const FORM = /^[a-z][a-z\d+.-]*:\S+$/i;

export const awsUrl = textScalar('AWSURL', 'a valid URL', (text) => {
  if (!FORM.test(text) || !URL.canParse(text)) return false;
  return !new URL(text).pathname.slice(1).includes('//');
});
