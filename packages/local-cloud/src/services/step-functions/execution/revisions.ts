/** The revisions of a state machine: an execution goes on by the definition that it began with, whatever comes later. */

import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import { findUnsupportedFeatures } from '../definition/unsupported-features.ts';
import { validateDefinition } from '../definition/validate-definition.ts';
import type { ExecutionRecord } from '../history/execution-journal.ts';
import { findTasks } from '../tasks/find-tasks.ts';
import { createInterpreter } from './interpreter.ts';
import type { Interpreter } from './interpreter.ts';
import type { StateMachineDefinition, StateMachineDependencies } from './machine.ts';

export type Revisions = {
  /** Of the definition that new executions get. */
  readonly current: { readonly id: string; readonly interpreter: Interpreter };
  /** Keeps the current definition for the processes to come. */
  keep(): Promise<void>;
  /** Throws `StartupError` if the local cloud doesn't support the execution's definition any more. */
  interpreterOf(record: ExecutionRecord): Promise<Interpreter>;
};

/** Throws `StartupError` naming what of the definition isn't supported or isn't valid. */
export function createRevisions(machine: StateMachineDefinition, dependencies: StateMachineDependencies): Revisions {
  const { journal } = dependencies;
  const current = {
    id: revisionId(machine.definition, machine.roleArn),
    interpreter: interpret(machine, dependencies),
  };
  const interpreters = new Map([[current.id, current.interpreter]]);
  let kept: Promise<void> | undefined;

  return {
    current,
    keep: async () => {
      kept ??= journal.keepDefinition(current.id, machine.definition);
      await kept.catch((error: unknown) => {
        kept = undefined;
        throw error;
      });
    },
    interpreterOf: async ({ revisionId: id }) => {
      const known = interpreters.get(id);
      if (known) return known;
      const definition = await journal.definition(id);
      if (!definition) throw new Error(`The revision ${id} of the state machine ${machine.name} isn't in its journal.`);
      const interpreter = interpret({ ...machine, definition }, dependencies);
      interpreters.set(id, interpreter);
      return interpreter;
    },
  };
}

/** The same for the same definition and role, in the form of AWS's. */
export function revisionId(definition: JsonObject, roleArn: string): string {
  const hash = createHash('sha256')
    .update(canonicalJson([definition, roleArn]))
    .digest('hex');
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function interpret(machine: StateMachineDefinition, { callAws, tokens }: StateMachineDependencies): Interpreter {
  const { name, definition, principal, type } = machine;
  const { tasks, complaints } = findTasks(definition, callAws, principal);
  const waiting = type === 'EXPRESS' ? tasks.filter(({ waitsForToken }) => waitsForToken) : [];
  const impossible = waiting.map(({ state }) => `.waitForTaskToken in state ${state} of an Express workflow`);
  const unsupported = [...findUnsupportedFeatures(definition), ...complaints, ...impossible];
  if (unsupported.length > 0) {
    throw new StartupError(`The local cloud doesn't support, in the state machine ${name}: ${unsupported.join('; ')}.`);
  }
  const problems = validateDefinition(definition);
  if (problems.length > 0) {
    throw new StartupError(`The definition of the state machine ${name} is not valid: ${problems.join('; ')}.`);
  }
  return createInterpreter(machine, tasks, () => tokens.open(machine.arn));
}
