/** Where a cloud is: its account and region, and the one address at which everything is reached. */

export type Account = { readonly region: string; readonly accountId: string };

/** Where the cloud stands: its account and the one address at which everything is reached. */
export type Place = Account & {
  readonly stackName: string;
  readonly url: string;
  /** Keys that clients send are derived from it, so that no one can know them who cannot read this machine's files. */
  readonly secret: string;
};
