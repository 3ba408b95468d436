/** Members that only AppSync has: they are there, so that code loads, and a call fails by name. */
import { stop } from './stop.ts';

export function unsupported(name: string) {
  return (): never =>
    stop({
      kind: 'error',
      error: {
        message: `${name} is not supported by @ordersaga/appsync-js`,
        errorType: 'Code',
        data: null,
        errorInfo: null,
      },
    });
}

export function unsupportedMembers(of: string, names: readonly string[]): { readonly [name: string]: () => never } {
  const members: { [name: string]: () => never } = {};
  for (const name of names) members[name] = unsupported(`${of}.${name}`);
  return members;
}
