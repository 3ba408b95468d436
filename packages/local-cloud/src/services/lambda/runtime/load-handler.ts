/** Finds a function's handler in its bundle; a handler that Lambda couldn't load fails with Lambda's error. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Handler = (event: unknown, context: object) => unknown;

/** `path` is `<module>.<export>`, such as `index.handler`. */
export async function loadHandler(codeDirectory: string, path: string): Promise<Handler> {
  const dot = path.indexOf('.', path.lastIndexOf('/') + 1);
  const [moduleName, exportName] = [path.slice(0, dot), path.slice(dot + 1)];
  const candidates = ['.js', '.mjs', '.cjs'].map((extension) => join(codeDirectory, moduleName + extension));
  const file = candidates.find((candidate) => existsSync(candidate));
  if (dot === -1 || !file) throw named('Runtime.ImportModuleError', `Error: Cannot find module '${moduleName}'`);
  const module = await importModule(file);
  const handler: unknown = typeof module === 'object' && module !== null ? Reflect.get(module, exportName) : undefined;
  if (typeof handler !== 'function') {
    throw named(
      'Runtime.HandlerNotFound',
      `${path} is ${handler === undefined ? 'undefined or not exported' : 'not a function'}`,
    );
  }
  if (handler.length >= 3) {
    throw named(
      'Runtime.CallbackHandlerDeprecated',
      `${path} takes a callback, which Lambda no longer passes since Node.js 24. Make it an async function.`,
    );
  }
  return (event, context): unknown => Reflect.apply(handler, undefined, [event, context]);
}

async function importModule(file: string): Promise<unknown> {
  try {
    const module: unknown = await import(pathToFileURL(file).href);
    return module;
  } catch (error) {
    if (error instanceof SyntaxError) throw named('Runtime.UserCodeSyntaxError', String(error));
    const isMissing = error instanceof Error && 'code' in error && String(error.code).endsWith('MODULE_NOT_FOUND');
    throw isMissing ? named('Runtime.ImportModuleError', String(error)) : error;
  }
}

/** An error under the name that Lambda gives it. */
export function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
