/** What every plugin gets: where the cloud is, and the ways to call, to keep, to serve and to end things. */

import type { CallAws } from '../aws/call.ts';
import type { Place } from '../aws/place.ts';
import type { Handle } from '../gateway/door/answer-requests.ts';
import type { HandleUpgrade } from '../gateway/door/answer-upgrades.ts';
import type { RequestAsCall } from '../gateway/faults/inject-into-requests.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { StateStore } from '../kernel/state-store.ts';

export type Cloud = {
  readonly place: Place;
  /** The gateway. Every call of another service goes through it. */
  readonly callAws: CallAws;
  /** Outlives the process if the cloud has a data directory. */
  readonly store: StateStore;
  readonly routes: Routes;
  /** Where services keep files. */
  readonly dataDirectory: string;
  /** Where services keep what they can make again; undefined to keep nothing. */
  readonly cacheDirectory: string | undefined;
  /** Names besides those of loopback by which clients reach the cloud. */
  readonly allowedHosts: readonly string[];
  readonly log: (line: string) => void;
  /** Registers what must be ended with the cloud; it is ended in reverse order. */
  readonly onClose: (close: () => void | Promise<void>) => void;
  /** The file or folder of an asset, by its key or URL in the assets bucket. Throws `StartupError`. */
  readonly assetPath: (location: string) => string;
  /** The values of the template's outputs. Throws `StartupError`. */
  readonly outputs: () => JsonObject;
};

/** What clients reach by the cloud's address, besides the API of AWS. */
export type Routes = {
  readonly serve: (path: string, handle: Handle) => void;
  /** As `serve`; and each POST counts as a call of an operation, which fault rules can be about. */
  readonly serveAsCall: (path: string, call: RequestAsCall, handle: Handle) => void;
  readonly upgrade: (path: string, handle: HandleUpgrade) => void;
};
