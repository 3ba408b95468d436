/** Members that AppSync has and the local cloud has not: they are there, and say so when they are called. */
import { stop } from './stop.ts';

export function unsupported(name: string) {
  return (): never =>
    stop({
      kind: 'error',
      error: { message: `${name} is not supported by the local cloud`, errorType: 'Code', data: null, errorInfo: null },
    });
}

export function unsupportedMembers(of: string, names: readonly string[]): { readonly [name: string]: () => never } {
  const members: { [name: string]: () => never } = {};
  for (const name of names) members[name] = unsupported(`${of}.${name}`);
  return members;
}
