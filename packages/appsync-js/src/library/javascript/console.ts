/** `console`: what it is told becomes a line of the evaluation's logs. */
import { toJson } from '../limits/json-text.ts';
import { boundedText } from '../limits/limits.ts';
import { run } from '../call/run.ts';

const log = (...values: unknown[]): void => {
  let line = '';
  for (const value of values) {
    line += (line === '' ? '' : ' ') + (typeof value === 'string' ? boundedText(value) : String(toJson(value)));
  }
  run.logs.push(line);
};

export const console = { debug: log, error: log, info: log, log, warn: log };
