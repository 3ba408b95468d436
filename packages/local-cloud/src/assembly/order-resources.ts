/** Puts resources in the order in which they can be created: each one after those that it refers to. */

import { StartupError } from '../kernel/startup-error.ts';

export type Dependent = {
  readonly logicalId: string;
  /** Logical ids. Those of resources that aren't there, such as ones whose condition doesn't hold, don't count. */
  readonly dependsOn: ReadonlySet<string>;
};

/** Among resources that could come next, the template's order decides. Throws `StartupError` naming a cycle's members. */
export function orderResources<Resource extends Dependent>(resources: readonly Resource[]): readonly Resource[] {
  const waiting = new Map(resources.map((resource) => [resource.logicalId, resource]));
  const ordered: Resource[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].find((resource) => firstAwaited(resource, waiting) === undefined);
    if (!next) throw circular(findCycle(waiting));
    waiting.delete(next.logicalId);
    ordered.push(next);
  }
  return ordered;
}

function firstAwaited<Resource extends Dependent>(
  { dependsOn }: Resource,
  waiting: ReadonlyMap<string, Resource>,
): Resource | undefined {
  for (const logicalId of dependsOn) {
    const awaited = waiting.get(logicalId);
    if (awaited) return awaited;
  }
  return undefined;
}

/** Each of `waiting` waits for another of them, so that a walk along these comes back to where it has been. */
function findCycle<Resource extends Dependent>(waiting: ReadonlyMap<string, Resource>): readonly string[] {
  const path: string[] = [];
  let [resource] = waiting.values();
  while (resource && !path.includes(resource.logicalId)) {
    path.push(resource.logicalId);
    resource = firstAwaited(resource, waiting);
  }
  return resource ? path.slice(path.indexOf(resource.logicalId)) : path;
}

function circular(members: readonly string[]): StartupError {
  const [first] = members;
  return new StartupError(
    `The template's resources depend on each other in a circle: ${[...members, first].join(' → ')}. ` +
      'Remove one of these references.',
  );
}
