/** What the parts of a running local cloud share while it comes up and until it ends. */

import type { AccessKeyOwner, Api } from './appsync/api.ts';
import type { Assembly } from './assembly/read-assembly.ts';
import type { UserPool } from './cognito/user-pool.ts';
import type { CallEngine } from './engine/call-engine.ts';
import type { Archive } from './event-bridge/archive.ts';
import type { BusListener } from './event-bridge/event.ts';
import type { EventSourceMapping } from './event-source-mapping/event-source-mapping.ts';
import type { CallAws, JsonObject, Principal } from './gateway/aws-call.ts';
import type { Account } from './gateway/iam/required-permissions.ts';
import type { LambdaFunction } from './lambda/create-function.ts';
import type { Inbox } from './mail/start-inbox.ts';
import type { Secret } from './secrets/secret.ts';
import type { StateStore } from './state/state-store.ts';
import type { StateMachineHost } from './step-functions/create-state-machine.ts';

/** Where the cloud stands: its account and the one address at which everything is reached. */
export type Place = Account & {
  readonly stackName: string;
  readonly url: string;
  /** Keys that clients send are derived from it, so that no one can know them who cannot read this machine's files. */
  readonly secret: string;
};

/** A resource of the template with its intrinsics resolved. */
export type Resource = {
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly ref: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
};

/** A role's principal and the credentials that its functions carry. */
export type Role = {
  readonly principal: Principal;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

export type Cloud = {
  readonly place: Place;
  readonly assembly: Assembly;
  readonly callAws: CallAws;
  readonly callEngine: CallEngine;
  readonly state: StateStore;
  readonly log: (line: string) => void;
  /** All resources of a type, in the template's order. */
  all(type: string): readonly Resource[];
  /** By role ARN. Throws `StartupError` for a role that the template does not hold. */
  role(arn: string): Role;
  findAccessKey(accessKeyId: string): AccessKeyOwner | undefined;
  /** Resolves when somebody has written to the table, or after `timeoutMs`. */
  waitForWrite(table: string, timeoutMs: number): Promise<void>;
  /** Sends a CloudFormation custom resource request to the function behind `serviceToken` and waits for its answer. */
  readonly customResources: CustomResources;
  /** Registers what must be ended with the cloud; ended in reverse order. */
  onClose(close: () => void | Promise<void>): void;

  /** By ARN. */
  readonly functions: Map<string, LambdaFunction>;
  readonly stateMachines: Map<string, StateMachineHost>;
  /** By UUID. */
  readonly mappings: Map<string, EventSourceMapping>;
  /** By issuer. */
  readonly userPools: Map<string, UserPool>;
  /** What takes events from buses, and which of it are archives. */
  readonly busListeners: BusListener[];
  readonly archives: Archive[];
  readonly secrets: Secret[];
  /** Where mails land; undefined where the stack sends none. */
  readonly inbox?: Inbox;
  readonly apis: { readonly api: Api; readonly resource: Resource; readonly apiKeys: readonly string[] }[];
};

export type CustomResources = {
  /** Registers a request; the function answers it at `responseUrl`. */
  expect(): { readonly responseUrl: string; readonly answer: Promise<JsonObject> };
};
