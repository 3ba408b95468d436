/** AWSEmail: `local@domain` as RFC 822 has it, without comments or folding. */
import { textScalar } from './text-scalar.ts';

const FORM =
  /^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"[^"\\\r\n]+")@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*$/i;

const LONGEST = 320;

export const awsEmail = textScalar(
  'AWSEmail',
  'a valid email address',
  (text) => text.length <= LONGEST && FORM.test(text),
);
