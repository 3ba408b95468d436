/** The state machines of the stack, with their versions and aliases. */

import { AwsError } from '../../../aws/error.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import { createTaskTokens } from '../callbacks/task-tokens.ts';
import type { TaskTokens } from '../callbacks/task-tokens.ts';
import type { StateMachineHost } from '../create-state-machine.ts';
import type { Association } from '../history/execution-journal.ts';

type Version = {
  readonly arn: string;
  readonly description: string;
  /** Epoch seconds. */
  readonly creationDate: number;
};

type Alias = {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  /** Their weights are shares of 100. */
  readonly routes: readonly { readonly versionArn: string; readonly weight: number }[];
  readonly creationDate: number;
};

export type StateMachines = {
  readonly tokens: TaskTokens;
  add(host: StateMachineHost): void;
  addVersion(version: Version): void;
  /** Throws `StartupError` if one of its versions isn't there. */
  addAlias(alias: Alias): void;
  list(): readonly StateMachineHost[];
  /** Throws `AwsError` if there is nothing by this ARN, which may be that of a version or an alias. */
  find(arn: string): { readonly host: StateMachineHost; readonly association: Association };
  /** Throws `AwsError`. */
  alias(arn: string): Alias;
  /** Newest first. `stateMachineArn` has no qualifier. */
  versionsOf(stateMachineArn: string): readonly Version[];
  aliasesOf(stateMachineArn: string): readonly Alias[];
};

export function createStateMachines(): StateMachines {
  const hosts = new Map<string, StateMachineHost>();
  const versions = new Map<string, Version>();
  const aliases = new Map<string, Alias>();
  const belongsTo = (stateMachineArn: string) => (one: { readonly arn: string }) =>
    withoutQualifier(one.arn) === stateMachineArn;

  const associate = (arn: string): Association => {
    if (versions.has(arn)) return { stateMachineVersionArn: arn };
    const alias = aliases.get(arn);
    if (alias) return { stateMachineAliasArn: arn, stateMachineVersionArn: choose(alias) };
    if (hosts.has(arn)) return {};
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  };

  return {
    tokens: createTaskTokens(),
    add: (host) => void hosts.set(host.arn, host),
    addVersion: (version) => void versions.set(version.arn, version),
    addAlias: (alias) => {
      const missing = alias.routes.find(({ versionArn }) => !versions.has(versionArn));
      if (missing) {
        throw new StartupError(`The alias ${alias.arn} names the version ${missing.versionArn}, which isn't there.`);
      }
      aliases.set(alias.arn, alias);
    },
    list: () => [...hosts.values()],
    find: (arn) => {
      const association = associate(arn);
      const host = hosts.get(withoutQualifier(arn));
      if (!host) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
      return { host, association };
    },
    alias: (arn) => {
      const alias = aliases.get(arn);
      if (alias) return alias;
      throw new AwsError('ResourceNotFound', `Request references a resource that does not exist. Resource: '${arn}'`);
    },
    versionsOf: (arn) => [...versions.values()].filter(belongsTo(arn)).reverse(),
    aliasesOf: (arn) => [...aliases.values()].filter(belongsTo(arn)),
  };
}

/** `arn:aws:states:…:stateMachine:orders` of that ARN with `:live` or `:3` behind it. */
export function withoutQualifier(arn: string): string {
  return arn.replace(/^(arn:aws:states:[^:]*:[^:]*:stateMachine:[^:]+):.+$/, '$1');
}

function choose({ routes }: Alias): string {
  let rest = Math.random() * 100;
  const [first] = routes;
  for (const { versionArn, weight } of routes) {
    rest -= weight;
    if (rest < 0) return versionArn;
  }
  return first?.versionArn ?? '';
}
