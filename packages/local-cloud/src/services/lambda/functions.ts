/** The functions of the stack, with their versions and aliases. */

import { StartupError } from '../../kernel/startup-error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { LambdaFunction } from './create-function.ts';
import type { FunctionEntry, Functions } from './handle.ts';
import { LATEST, splitQualifier } from './qualifier.ts';

/** A function without a qualifier. */
type CreatedFunction = Omit<FunctionEntry, 'qualifiedName'> & {
  readonly properties: JsonObject;
  readonly start: (version: string) => LambdaFunction;
};

export type Alias = {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  /** Gets the invocations that no other version gets. */
  readonly version: string;
  /** The shares of other versions, from 0 to 1. */
  readonly weights: { readonly [version: string]: number };
};

export type Version = { readonly arn: string; readonly version: string; readonly description: string };

/** What a name or ARN stands for; an alias is a version by now. */
type FoundFunction = FunctionEntry & { readonly version: string; readonly running: LambdaFunction };

export type FunctionRegister = Omit<Functions, 'find' | 'list'> & {
  add(created: CreatedFunction): void;
  /** Throws `StartupError` if the function isn't there. */
  addVersion(functionArn: string, version: Version): void;
  /** Throws `StartupError` if the function or one of the versions isn't there. */
  addAlias(functionArn: string, alias: Alias): void;
  /** Undefined if there is no such function, version or alias. */
  find(nameOrArn: string): FoundFunction | undefined;
  list(): readonly CreatedFunction[];
  /** Records that the function's policy allows the action to everybody; the ARN may have a qualifier. */
  allowEverybody(functionArn: string, action: string): void;
  isPublic(functionArn: string, action: string): boolean;
  /** Undefined if there is no such function. */
  aliasesOf(functionArn: string): readonly Alias[] | undefined;
  /** With `$LATEST`. Undefined if there is no such function. */
  versionsOf(functionArn: string): readonly Version[] | undefined;
};

type Registered = {
  readonly created: CreatedFunction;
  readonly versions: Map<string, Version & { readonly running: LambdaFunction }>;
  readonly aliases: Map<string, Alias>;
};

export function createFunctions(): FunctionRegister {
  const functions: Registered[] = [];
  const allowedToEverybody = new Set<string>();

  const search = (nameOrArn: string) => {
    const asArn = splitQualifier(nameOrArn);
    const [name, qualifier] = nameOrArn.split(':');
    const byArn = functions.find(({ created }) => created.arn === asArn.arn);
    if (byArn) return { registered: byArn, qualifier: asArn.qualifier };
    const byName = functions.find(({ created }) => created.name === name);
    return byName && { registered: byName, qualifier };
  };

  const registeredAs = (functionArn: string): Registered => {
    const found = search(functionArn)?.registered;
    if (!found) throw new StartupError(`${functionArn} isn't a function of this stack.`);
    return found;
  };

  return {
    add: (created) => {
      const latest = { arn: `${created.arn}:${LATEST}`, version: LATEST, description: '' };
      const versions = new Map([[LATEST, { ...latest, running: created.start(LATEST) }]]);
      functions.push({ created, versions, aliases: new Map() });
    },
    addVersion: (functionArn, version) => {
      const { created, versions } = registeredAs(functionArn);
      versions.set(version.version, { ...version, running: created.start(version.version) });
    },
    addAlias: (functionArn, alias) => {
      const { created, versions, aliases } = registeredAs(functionArn);
      const missing = [alias.version, ...Object.keys(alias.weights)].find((version) => !versions.has(version));
      if (missing !== undefined) {
        throw new StartupError(
          `The alias ${alias.arn} names the version ${missing}, which ${created.name} doesn't have.`,
        );
      }
      aliases.set(alias.name, alias);
    },
    find: (nameOrArn) => {
      const { registered, qualifier } = search(nameOrArn) ?? {};
      if (!registered) return undefined;
      const { name, arn, roleArn, timeoutSeconds } = registered.created;
      const alias = qualifier === undefined ? undefined : registered.aliases.get(qualifier);
      const version = registered.versions.get(alias ? choose(alias) : (qualifier ?? LATEST));
      if (!version) return undefined;
      const qualifiedName = qualifier === undefined ? name : `${name}:${qualifier}`;
      return { name, qualifiedName, arn, roleArn, timeoutSeconds, version: version.version, running: version.running };
    },
    allowEverybody: (functionArn, action) => void allowedToEverybody.add(`${functionArn} ${action}`),
    isPublic: (functionArn, action) => allowedToEverybody.has(`${functionArn} ${action}`),
    list: () => functions.map(({ created }) => created),
    aliasesOf: (functionArn) => valuesOf(search(functionArn)?.registered.aliases),
    versionsOf: (functionArn) => valuesOf(search(functionArn)?.registered.versions),
    warm: async () => {
      // It rejects only when the cloud ends meanwhile.
      for (const one of functions)
        await usual(one)
          ?.running.warm()
          .catch(() => {});
    },
  };
}

function valuesOf<Value>(map: ReadonlyMap<string, Value> | undefined): readonly Value[] | undefined {
  return map && [...map.values()];
}

/** The version that most callers invoke: an alias's, if there is one. */
function usual({ aliases, versions }: Registered) {
  const [alias] = aliases.values();
  return versions.get(alias?.version ?? LATEST);
}

function choose({ version, weights }: Alias): string {
  let rest = Math.random();
  for (const [other, weight] of Object.entries(weights)) {
    rest -= weight;
    if (rest < 0) return other;
  }
  return version;
}
