/** Bodies, query strings, methods and headers, sent to a real server. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { assertHttpAnswer } from '../testing/fuzz/answers.ts';
import { check } from '../testing/fuzz/check.ts';
import { bodies, headers, methods, targets } from '../testing/fuzz/requests.ts';
import { startFuzzedServer } from '../testing/fuzz/server.ts';
import type { FuzzedServer, HttpQuestion } from '../testing/fuzz/server.ts';

describe('an arbitrary request to the GraphQL endpoint', () => {
  let server: FuzzedServer;
  beforeAll(async () => void (server = await startFuzzedServer()));
  afterAll(() => server.close());

  const questions: readonly {
    readonly what: string;
    readonly runs: number;
    readonly arbitrary: fc.Arbitrary<HttpQuestion>;
  }[] = [
    { what: 'a body', runs: 1_200, arbitrary: fc.record({ body: bodies }) },
    {
      what: 'a query string',
      runs: 500,
      arbitrary: fc.record({ method: fc.constantFrom('GET', 'GET', 'POST'), path: targets }),
    },
    { what: 'a method', runs: 300, arbitrary: fc.record({ method: methods, path: targets, body: bodies }) },
    { what: 'headers', runs: 800, arbitrary: fc.record({ headers, body: fc.constant('{"query":"{ headers }"}') }) },
  ];
  for (const { what, runs, arbitrary } of questions) {
    it(`as ${what} gets a response in AppSync’s shape, and leaves the server well`, async () => {
      const sent = fc.asyncProperty(arbitrary, async (question) => {
        const withKey = { ...question, headers: [['x-api-key', 'da2-test'] as const, ...(question.headers ?? [])] };
        assertHttpAnswer(await server.send(withKey), sentText(question));
      });
      await check(sent, runs);
      await server.assertWell();
    });
  }
});

function sentText({ body = '', ...others }: HttpQuestion): string {
  return `${JSON.stringify(others)}${typeof body === 'string' ? body : Buffer.from(body).toString()}`;
}
