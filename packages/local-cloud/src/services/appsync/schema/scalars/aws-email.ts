/** AWSEmail: `local@domain` as RFC 822 has it, without comments or folding. */
import { textScalar } from './text-scalar.ts';

const FORM =
  /^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"[^"\\\r\n]+")@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*$/i;

const MAX_CHARACTERS = 320;

export const awsEmail = textScalar(
  'AWSEmail',
  'a valid email address',
  (text) => text.length <= MAX_CHARACTERS && FORM.test(text),
);
