/** Why a transaction was cancelled. */

export type Transaction = { readonly cancellationReasons: { readonly type: string }[] | null };

/** The reasons that a faster writer causes. AppSync's guide prints the second of the two for a failed condition. */
const LOST_RACES = ['ConditionalCheckFailed', 'ConditionCheckFailed', 'TransactionConflict'];

/** Whether another writer was faster. */
export function isLostRace(result: Transaction | null | undefined): boolean {
  const reasons = result?.cancellationReasons ?? [];
  return reasons.some((reason) => LOST_RACES.indexOf(reason.type) >= 0);
}
