/** The log groups of a stack, and what their lines are called. */
import type { Target } from '../stage/target.ts';
import type { CloudWatchLogs } from './cloudwatch-logs.ts';

export type LogGroup = { readonly name: string; readonly source: string; readonly kind: 'function' | 'api' | 'states' };

/** Of the functions, of the API and of the state machines, by the names that infra/ gives their groups. */
export async function findLogGroups(
  logs: CloudWatchLogs,
  { stackName, outputs }: Target,
): Promise<readonly LogGroup[]> {
  const functions = `/aws/lambda/${stackName}/`;
  const states = `/aws/vendedlogs/states/${stackName}`;
  const apiId = outputs.get('ApiId');
  const names = await Promise.all([logs.groupNames(functions), logs.groupNames(states)]);
  return [
    ...(apiId === undefined ? [] : [{ name: `/aws/appsync/apis/${apiId}`, source: 'api', kind: 'api' as const }]),
    ...names.flat().flatMap((name): readonly LogGroup[] => {
      if (name.startsWith(functions)) return [{ name, source: name.slice(functions.length), kind: 'function' }];
      // Stacks of other stages may have names that begin with this one's.
      const source = { '': 'saga', '-refunds': 'refund-saga' }[name.slice(states.length)];
      return source === undefined ? [] : [{ name, source, kind: 'states' }];
    }),
  ];
}
