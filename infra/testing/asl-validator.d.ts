/** The package has no types of its own. */
declare module 'asl-validator' {
  type Problem = { readonly 'Error code': string; readonly Message: string };
  /** Writes into the definition. */
  function validate(definition: object): { readonly isValid: boolean; readonly errors: readonly Problem[] };
  export = validate;
}
