/** What the parts of a running local cloud share while it comes up and until it ends. */

import type { AccessKeyOwner, Api } from '../services/appsync/api.ts';
import type { Assembly } from '../assembly/read-assembly.ts';
import type { UserPool } from '../services/cognito/user-pool.ts';
import type { CallEngine } from '../services/dynamodb/engine/call-engine.ts';
import type { Archive } from '../services/event-bridge/archive.ts';
import type { BusListener } from '../services/event-bridge/event.ts';
import type { EventSourceMapping } from '../services/event-source-mapping/event-source-mapping.ts';
import type { CallAws } from '../aws/call.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Place } from '../aws/place.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Role } from '../services/iam/role.ts';
import type { LambdaFunction } from '../services/lambda/create-function.ts';
import type { Inbox } from '../services/ses/start-inbox.ts';
import type { Secret } from '../services/secrets-manager/secret.ts';
import type { StateStore } from '../services/dynamodb/state-store.ts';
import type { StateMachineHost } from '../services/step-functions/create-state-machine.ts';

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
