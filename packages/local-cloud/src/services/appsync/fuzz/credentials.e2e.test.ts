/** Tokens, signatures and keys, sent to a real server: nobody gets in who should not. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { assertHttpAnswer } from '../testing/fuzz/answers.ts';
import { check } from '../testing/fuzz/check.ts';
import { headerValues } from '../testing/fuzz/requests.ts';
import { startFuzzedServer } from '../testing/fuzz/server.ts';
import type { FuzzedServer } from '../testing/fuzz/server.ts';
import { changed, signBody, unsigned } from '../testing/fuzz/signatures.ts';
import { goodToken, tokens } from '../testing/fuzz/tokens.ts';

const BODY = '{"query":"{ __typename headers }"}';

describe('a caller', () => {
  let server: FuzzedServer;
  beforeAll(async () => void (server = await startFuzzedServer()));
  afterAll(() => server.close());

  /** The status, once the answer was found to be AppSync's. */
  const statusFor = async (headers: object): Promise<number> => {
    const answer = await server.send({ headers: Object.entries(headers), body: BODY });
    assertHttpAnswer(answer, JSON.stringify(headers));
    return answer.status;
  };

  it('is let in with a token only if its issuer has signed it', async () => {
    assert.equal(await statusFor({ authorization: goodToken() }), 200);
    const answered = fc.asyncProperty(tokens, async ({ text, isGenuine }) => {
      const status = await statusFor({ authorization: text });
      assert.ok(status === 401 || (status === 200 && isGenuine), `${status}`);
    });
    await check(answered, 1_500);
    await server.assertWell();
  });

  it('is let in with a signature only if it fits', async () => {
    const good = await signBody(BODY);
    assert.equal(await statusFor(good), 200);
    const signatures = fc.oneof(unsigned(good), changed(good));
    await check(
      fc.asyncProperty(signatures, async (headers) => assert.match(`${await statusFor(headers)}`, /^40[13]$/)),
      800,
    );
    await server.assertWell();
  });

  it("isn't let in with an unknown key", async () => {
    const keys = fc.record({ 'x-api-key': headerValues, authorization: headerValues }, { requiredKeys: [] });
    await check(
      fc.asyncProperty(keys, async (headers) => assert.match(`${await statusFor(headers)}`, /^40[13]$/)),
      500,
    );
    await server.assertWell();
  });
});
