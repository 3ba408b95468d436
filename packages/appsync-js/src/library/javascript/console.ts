/**
 * `console`: what it is told becomes a line of the evaluation's logs, with the level, the place in the code, and each value
 * as JSON (Developer Guide, "Testing and debugging resolvers"; it says nothing about levels other than INFO and ERROR).
 */
import { toJson } from '../limits/json-text.ts';
import { run } from '../call/run.ts';

/** Compiled code calls it in place of `console.log(…)` and the like. */
function logged(heading: string, ...values: unknown[]): void {
  let line = `${heading}:`;
  for (const value of values) line += ` ${String(toJson(value))}`;
  run.logs.push(line);
}

/** For a call that the compiler doesn't recognize, whose place isn't known. */
function unplaced(level: string) {
  return (...values: unknown[]): void => logged(`${level} - code.js`, ...values);
}

export const console = {
  debug: unplaced('DEBUG'),
  error: unplaced('ERROR'),
  info: unplaced('INFO'),
  log: unplaced('INFO'),
  warn: unplaced('WARN'),
};

export const logging = { logged };
