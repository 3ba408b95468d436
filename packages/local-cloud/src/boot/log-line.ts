/** Makes the lines that functions log readable on a terminal: structured ones become one line, errors in full below it. */

import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { isJsonObject, parseObject, stringAt } from '../kernel/json.ts';

/** `line` is `[function name] what it wrote`; any other is left as it is. */
export function formatLogLine(line: string, stackName: string): string {
  const [, name, text = ''] = /^\[([^\]\s]+)\] (.*)$/s.exec(line) ?? [];
  if (name === undefined) return line;
  const short = shortNameOf(name, stackName);
  const entry = parseObject(text);
  if (entry && isJsonObject(entry['_aws'])) return formatMetrics(short, entry);
  const message = entry && stringAt(entry, 'message');
  return entry && message !== undefined ? formatEntry(short, message, entry) : `[${short}] ${text}`;
}

/** Metrics in CloudWatch's embedded format: their names and values, without what describes them. */
function formatMetrics(name: string, entry: JsonObject): string {
  const values = Object.entries(entry).filter(([key]) => key !== '_aws' && key !== 'FunctionName');
  return `[${name}] metrics ${values.map(([key, value]) => `${key}=${textOf(value)}`).join(' ')}`;
}

/** Without the stack's name and the eight digits by which CDK keeps logical ids apart. */
function shortNameOf(name: string, stackName: string): string {
  const own = name.startsWith(`${stackName}-`) ? name.slice(stackName.length + 1) : name;
  return own.replace(/(?<=.)[0-9A-F]{8}$/, '');
}

/** What Powertools' logger adds to every entry, and what stands elsewhere in the line. */
const UNINTERESTING =
  /^(level|message|timestamp|service|cold_start|function_(arn|memory_size|name|request_id)|sampling_rate|xray_trace_id)$/;

function formatEntry(name: string, message: string, entry: JsonObject): string {
  const time = stringAt(entry, 'timestamp')?.slice(11, 23) ?? '';
  const rest = Object.entries(entry).filter(([key]) => !UNINTERESTING.test(key));
  const pairs = rest.filter(([, value]) => !isError(value)).map(([key, value]) => `${key}=${textOf(value)}`);
  const errors = rest.flatMap(([, value]) => (isError(value) ? [formatError(value)] : []));
  const head = [time, `[${name}]`, stringAt(entry, 'level') ?? '', message, ...pairs]
    .filter((part) => part !== '')
    .join(' ');
  return [head, ...errors].join('\n');
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
}

function isError(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && typeof value['name'] === 'string' && typeof value['stack'] === 'string';
}

/** The stack begins with the error's name and message; causes come below. */
function formatError(error: JsonObject): string {
  const stack = (stringAt(error, 'stack') ?? '').replace(/^/gm, '    ');
  const { cause } = error;
  return cause !== undefined && isError(cause) ? `${stack}\n    caused by\n${formatError(cause)}` : stack;
}
