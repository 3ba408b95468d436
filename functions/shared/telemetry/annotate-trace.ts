/**
 * Writes annotations into the trace of an invocation: X-Ray finds traces by them. They are in a subsegment of their own, because
 * Lambda writes the function's segment itself. It goes to the daemon that runs beside every traced function, as one datagram
 * ("Sending trace data to AWS X-Ray", developer guide).
 */
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';

export type Subsegment = {
  readonly name: string;
  /** Names have letters, digits and underscores. X-Ray indexes 50 annotations of a trace. */
  readonly annotations: { readonly [name: string]: string };
};

/** What the daemon expects before each document. */
const HEADER = '{"format": "json", "version": 1}\n';

let socket: Socket | undefined;

/** Does the work as a subsegment with these annotations. Without a trace that is sampled, it only does the work. */
export async function annotating<Answer>(subsegment: Subsegment, work: () => Promise<Answer>): Promise<Answer> {
  const place = placeInTrace(process.env['_X_AMZN_TRACE_ID'], process.env['AWS_XRAY_DAEMON_ADDRESS']);
  if (!place) return work();
  const startedAt = Date.now();
  let hasFailed = true;
  try {
    const answer = await work();
    hasFailed = false;
    return answer;
  } finally {
    await send(place, documentOf(subsegment, place, { startedAt, hasFailed }));
  }
}

type Place = { readonly host: string; readonly port: number; readonly traceId: string; readonly parentId: string };

function placeInTrace(header = '', daemon = ''): Place | undefined {
  const members = new Map(
    header.split(';').map((member) => [member.split('=')[0]?.trim(), member.split('=')[1]?.trim()]),
  );
  const [traceId, parentId] = [members.get('Root'), members.get('Parent')];
  const [host, port] = daemon.split(':');
  if (members.get('Sampled') !== '1' || !traceId || !parentId || !host || !port) return undefined;
  return { host, port: Number(port), traceId, parentId };
}

type Run = { readonly startedAt: number; readonly hasFailed: boolean };

/** "AWS X-Ray segment documents", developer guide; times are epoch seconds. */
function documentOf({ name, annotations }: Subsegment, { traceId, parentId }: Place, run: Run): string {
  return JSON.stringify({
    type: 'subsegment',
    id: randomBytes(8).toString('hex'),
    trace_id: traceId,
    parent_id: parentId,
    name,
    start_time: run.startedAt / 1000,
    end_time: Date.now() / 1000,
    annotations,
    ...(run.hasFailed ? { fault: true } : {}),
  });
}

/** A trace that isn't written fails nothing. It waits until the datagram is out: Lambda freezes what comes after the response. */
function send({ host, port }: Place, document: string): Promise<unknown> {
  socket ??= openSocket();
  const { promise, resolve } = Promise.withResolvers<unknown>();
  socket.send(`${HEADER}${document}`, port, host, resolve);
  return promise;
}

function openSocket(): Socket {
  const opened = createSocket('udp4');
  opened.on('error', () => {
    opened.close();
    socket = undefined;
  });
  return opened.unref();
}
