/** Why an intrinsic function failed, in one sentence. The state fails with `States.IntrinsicFailure`. */
export class IntrinsicFailure extends Error {
  override readonly name = 'IntrinsicFailure';
}
