/** Opens a WebSocket by hand: other clients check their input and output, this one checks neither. */
import { once } from 'node:events';
import { connect } from 'node:net';

export type Upgraded = {
  /** The HTTP status. */
  readonly status: number;
  readonly head: string;
  /** The first message; empty where no WebSocket was opened. */
  readonly message: string;
};

/** Sends `connection_init` along, waits for the first message, and closes. */
export async function upgrade(port: number, target: string, headers: readonly string[]): Promise<Upgraded> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  const lines = [
    `GET ${target} HTTP/1.1`,
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  socket.write(maskedFrame(TEXT, '{"type":"connection_init"}'));
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
    if (heard.includes('"type":')) socket.write(maskedFrame(CLOSE, '\x03\xe8'));
  });
  await once(socket, 'close');
  const [head = '', ...rest] = heard.split('\r\n\r\n');
  const status = Number(/^HTTP\/1.1 (\d{3}) /.exec(head)?.[1]);
  const message = /\{"type":.*\}/s.exec(rest.join('\r\n\r\n'))?.[0] ?? '';
  return { status, head, message: status === 101 ? message : '' };
}

const TEXT = 0x81;
const CLOSE = 0x88;

/** Of fewer than 126 bytes, masked with zeros (RFC 6455, 5.2). */
function maskedFrame(kind: number, payload: string): Buffer {
  return Buffer.concat([Buffer.from([kind, 0x80 | payload.length, 0, 0, 0, 0]), Buffer.from(payload, 'latin1')]);
}
