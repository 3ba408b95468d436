/** Gives an owner to work on which nobody waits: what it rejects with goes to the log instead of ending the process. */

/** `what` names the work, as in "The checkpoint could not be saved". */
export function inBackground(what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => console.error(`${what}:`, error));
}
