/** What `console` writes into the logs, and response headers. */
import { returns } from './snippet.ts';
import type { Topic } from './snippet.ts';
import { ASSUMED, FEATURES, HTTP_PAGE, TESTING_PAGE } from './sources.ts';

const LEVELS = 'the guide names console.log and console.error only';

export const LOGS: Topic = {
  group: 'logs and headers',
  snippets: [
    {
      name: 'console.log writes level, place and JSON',
      source: TESTING_PAGE,
      body: `console.log('This request is allowed');\nreturn null;`,
    },
    { name: 'console.error has a level of its own', source: FEATURES, body: `console.error('no', 1);\nreturn null;` },
    {
      name: 'console.log writes each value',
      source: ASSUMED,
      body: `console.log('a', 1, true, null, [1], { b: 2 });\nreturn null;`,
    },
    { name: 'console.log writes undefined', source: ASSUMED, body: `console.log(undefined);\nreturn null;` },
    { name: 'console.log writes nothing', source: ASSUMED, body: `console.log();\nreturn null;` },
    {
      name: 'console.log says where it stands in a line',
      source: ASSUMED,
      body: `const a = [1, 2].map((n) => { console.log(n); return n; });\nreturn a;`,
    },
    { name: 'console.info is there', source: LEVELS, body: `console.info('a');\nreturn null;` },
    { name: 'console.warn is there', source: LEVELS, body: `console.warn('a');\nreturn null;` },
    { name: 'console.debug is there', source: LEVELS, body: `console.debug('a');\nreturn null;` },
    {
      name: 'logs of a handler that ends by util.error are kept',
      source: ASSUMED,
      body: `console.log('before');\nutil.error('no');`,
    },
    {
      name: 'a response header can be added',
      source: HTTP_PAGE,
      function: 'response',
      body: `util.http.addResponseHeader('items', 7);\nreturn null;`,
    },
    {
      name: 'response headers can be added together',
      source: HTTP_PAGE,
      function: 'response',
      body: `util.http.addResponseHeaders({ a: 'b', items: 8 });\nreturn null;`,
    },
    {
      name: 'a response header that is forbidden is an appended error',
      source: HTTP_PAGE,
      function: 'response',
      body: `util.http.addResponseHeader('Content-Type', 'x');\nreturn null;`,
    },
    returns('util.http.copyHeaders(ctx.request.headers)', 'headers are copied but those of the connection', HTTP_PAGE, {
      context: {
        request: { headers: { host: 'h', 'content-length': '1', te: 't', 'x-mine': 'm', authorization: 'a' } },
      },
    }),
  ],
};
