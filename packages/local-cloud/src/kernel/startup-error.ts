/** A reason for which the local cloud cannot start, told to the user as its message. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
