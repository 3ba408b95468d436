/** Tells which part of a path is missing, in the words of Jayway's JsonPath, which AWS passes on. */

import type { JsonValue } from '../../../kernel/json.ts';
import { findValues } from './find-values.ts';
import type { Path, Step } from './path.ts';

/** The first step that finds nothing, or that the whole path does; `root` is what the path was read from. */
export function tellMissing({ steps }: Path, root: JsonValue): string {
  const lost = steps.findIndex((_, index) => findValues(steps.slice(0, index + 1), root).lack !== undefined);
  if (lost >= 0 && lost < steps.length - 1) return `Missing property in path ${written(steps.slice(0, lost + 1))}`;
  return `No results for path: ${written(steps)}`;
}

function written(steps: readonly Step[]): string {
  return `$${steps.map(writtenStep).join('')}`;
}

function writtenStep(step: Step): string {
  if (step.kind === 'member') return `['${step.name}']`;
  if (step.kind === 'index') return `[${step.index}]`;
  return step.kind === 'descent' ? '..' : '[*]';
}
