/** A failure that no retry can mend: what is wrong is the record itself. */
export class Unmendable extends Error {
  override readonly name = 'Unmendable';
}
