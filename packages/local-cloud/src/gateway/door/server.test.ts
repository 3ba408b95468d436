import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get as getPlain, request as requestPlain } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { openCertificate } from './certificate.ts';
import type { Certificate } from './certificate.ts';
import { createFindRefusal } from './local-callers.ts';
import { startServer } from './server.ts';
import type { Server } from './server.ts';

const directory = mkdtempSync(join(tmpdir(), 'certificate-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function responseTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => request.once('response', resolve).once('error', reject));
}

function errorOf(emitter: EventEmitter): Promise<NodeJS.ErrnoException> {
  return new Promise((resolve) => emitter.once('error', resolve));
}

describe('the server of the local cloud', () => {
  let certificate: Certificate;
  let server: Server;
  beforeAll(async () => {
    certificate = await openCertificate(join(directory, 'a'));
    server = await startServer(0, { certificate });
    server.route('/echo', async (request, response) => void response.end(await text(request)));
    const sockets = new WebSocketServer({ noServer: true });
    sockets.on('connection', (socket) => socket.on('message', (data: unknown) => socket.send(String(data))));
    server.routeUpgrade('/socket', (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket)),
    );
  });
  afterAll(() => server.close());

  const echoOf = async (protocol: 'ws' | 'wss', host = 'localhost'): Promise<string> => {
    const socket = new WebSocket(`${protocol}://${host}:${server.port}/socket`, { ca: certificate.cert });
    await once(socket, 'open');
    socket.send('hello');
    const received: unknown[] = await once(socket, 'message');
    socket.close();
    return String(received[0]);
  };

  it('speaks http and ws, https and wss on one port', async () => {
    const plain = await responseTo(getPlain(`http://localhost:${server.port}/none`));
    assert.equal(plain.statusCode, 404);
    const secure = await responseTo(getSecure(`https://localhost:${server.port}/none`, { ca: certificate.cert }));
    assert.equal(await text(secure), 'Nothing here.\n');
    assert.equal(await echoOf('ws'), 'hello');
    assert.equal(await echoOf('wss'), 'hello');
    assert.equal(await echoOf('wss', '127.0.0.1'), 'hello');
  });

  it('takes a long body whole, and one request after another on a connection', async () => {
    const body = 'x'.repeat(3_000_000);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (const path of ['/echo', '/echo', '/echo']) {
      const request = requestPlain(`http://localhost:${server.port}${path}`, { method: 'POST', agent });
      request.end(body);
      const response = await responseTo(request);
      assert.equal(await text(response), body);
    }
    agent.destroy();
  });

  it('sends signed requests to the services of AWS, unless the path has a route of its own', async () => {
    server.routeSigned((_request, response) => void response.end('for AWS'));
    server.route('/', (_request, response) => void response.end('for people'));
    const authorization = 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/s3/aws4_request';
    const bodyFrom = async (path: string, headers: Record<string, string>): Promise<string> =>
      (await fetch(`http://localhost:${server.port}${path}`, { method: 'POST', body: 'echoed', headers })).text();
    assert.equal(await bodyFrom('/', { authorization }), 'for AWS');
    assert.equal(await bodyFrom('/bucket/key', { authorization }), 'for AWS');
    assert.equal(await bodyFrom('/echo', { authorization }), 'echoed');
    assert.equal(await bodyFrom('/', {}), 'for people');
  });

  it('is not trusted without its certificate', async () => {
    const request = getSecure(`https://localhost:${server.port}/none`);
    const { code = '' } = await errorOf(request);
    assert.match(code, /SELF_SIGNED/);
  });

  it('outlives connections that send nothing, send nonsense, or end in the middle', async () => {
    for (const words of ['', '\x16\x03\x01', '\x16nonsense', '\x00\x01\x02', 'GET / HT']) {
      const socket = connect(server.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.on('error', () => {});
      socket.end(words, 'latin1');
      socket.resume();
      await new Promise((resolve) => socket.on('close', resolve));
    }
    assert.equal(await echoOf('wss'), 'hello');
  });

  it('ends with connections open', async () => {
    const other = await startServer(0, { certificate });
    const sockets = ['', '\x16\x03', 'GET / HTTP/1.1\r\n'].map((words) => {
      const socket = connect(other.port, '127.0.0.1');
      socket.on('error', () => {});
      socket.resume().write(words, 'latin1');
      return socket;
    });
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    const closed = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.on('close', resolve))));
    await other.close();
    await closed;
  });
});

describe('the server of the local cloud, called by strangers', () => {
  let server: Server;
  const served: string[] = [];
  beforeAll(async () => {
    server = await startServer(0, { findRefusal: createFindRefusal(['box.example']) });
    server.route('/', (request, response) => {
      served.push(`${request.method}`);
      response.end('served');
    });
    const sockets = new WebSocketServer({ noServer: true });
    server.routeUpgrade('/socket', (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (one) => one.close()),
    );
  });
  afterAll(() => server.close());

  const statusWith = async (headers: Record<string, string>, method = 'GET'): Promise<number | undefined> => {
    const request = requestPlain({ port: server.port, method, headers });
    request.end(method === 'POST' ? 'x' : undefined);
    const response = await responseTo(request);
    response.resume();
    return response.statusCode;
  };

  it('serves neither foreign hosts nor foreign pages, and says how to allow a host', async () => {
    served.length = 0;
    assert.equal(await statusWith({ host: 'evil.example' }), 403);
    assert.equal(await statusWith({ origin: 'http://evil.example', 'content-type': 'text/plain' }, 'POST'), 403);
    assert.equal(await statusWith({ origin: 'null' }, 'POST'), 403);
    assert.deepEqual(served, []);
    assert.equal(await statusWith({ host: 'box.example', origin: 'https://box.example' }, 'POST'), 200);
    assert.equal(await statusWith({ origin: 'http://127.0.0.1:3000' }), 200);
    const response = await fetch(`http://localhost:${server.port}/`, { headers: { origin: 'http://a.example' } });
    assert.match(await response.text(), /--allow-host/);
  });

  it('opens sockets for pages of this machine alone', async () => {
    const open = async (path: string, origin?: string): Promise<string> => {
      const socket = new WebSocket(`ws://localhost:${server.port}${path}`, { ...(origin !== undefined && { origin }) });
      return new Promise((resolve) =>
        socket.on('open', () => resolve('open')).on('error', (error) => resolve(error.message)),
      );
    };
    assert.equal(await open('/socket', 'http://evil.example'), 'Unexpected server response: 403');
    assert.equal(await open('/none'), 'Unexpected server response: 404');
    assert.equal(await open('/socket', 'http://localhost:3000'), 'open');
    assert.equal(await open('/socket'), 'open');
  });
});

describe('the server of the local cloud, in trouble', () => {
  it('turns an error that a handler throws into a response, and goes on', async ({ onTestFinished }) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    const server = await startServer(0);
    server.route('/throws', () => {
      throw new Error('secret detail');
    });
    server.route('/rejects', () => Promise.reject(new Error('secret detail')));
    server.route('/breaks-off', async (_request, response) => {
      response.write('half');
      await Promise.reject(new Error('secret detail'));
    });
    server.routeUpgrade('/throws', () => {
      throw new Error('secret detail');
    });
    const { port } = server;
    for (const path of ['/throws', '/rejects']) {
      const response = await fetch(`http://localhost:${port}${path}`);
      assert.deepEqual(
        [response.status, await response.json()],
        [500, { message: 'The local cloud failed; its log says why.' }],
      );
    }
    await assert.rejects(fetch(`http://localhost:${port}/breaks-off`).then((response) => response.text()));
    const error = await errorOf(new WebSocket(`ws://localhost:${port}/throws`));
    assert.equal(error.message, 'Unexpected server response: 500');
    assert.equal(log.mock.calls.length, 4);
    await server.close();
  });

  it('outlives upgrades that are reset, with and without a handler', async () => {
    const server = await startServer(0);
    const seen = Promise.withResolvers<undefined>();
    server.routeUpgrade('/slow', (_request, socket) => void socket.on('close', () => seen.resolve(undefined)));
    for (const path of ['/none', '/slow']) {
      const socket = connect(server.port, '127.0.0.1');
      await once(socket, 'connect');
      const head = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
      await new Promise<void>((resolve) => socket.write(head, () => resolve()));
      socket.resetAndDestroy();
    }
    await seen.promise;
    assert.equal((await fetch(`http://localhost:${server.port}/`)).status, 404);
    await server.close();
  });

  it('does not wait forever for a first byte, a TLS handshake, headers or a body', async () => {
    const certificate = await openCertificate(join(directory, 'c'));
    const patience = { greetingMs: 100, headersMs: 100, requestMs: 200 };
    const server = await startServer(0, { certificate, patience });
    server.route('/', async (request, response) => void response.end(await text(request)));
    const closed = [
      '',
      '\x16\x03',
      'GET / HTTP/1.1\r\nHost: l',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx',
    ].map(
      (words) =>
        new Promise((resolve) => {
          const socket = connect(server.port, '127.0.0.1', () => socket.write(words, 'latin1'));
          socket
            .on('error', () => {})
            .on('close', resolve)
            .resume();
        }),
    );
    await Promise.all(closed);
    await server.close();
  });
});

describe('the certificate', () => {
  it('is made once, even if several ask for it at the same time', async () => {
    const made = await Promise.all([1, 2, 3].map(() => openCertificate(join(directory, 'b'))));
    const again = await openCertificate(join(directory, 'b'));
    for (const one of made) assert.deepEqual(one, again);
  });
});
