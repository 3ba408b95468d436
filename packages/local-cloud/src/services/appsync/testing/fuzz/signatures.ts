/** Arbitrary SigV4 headers: made of odd parts, and good ones in which a few characters were changed. */
import { AwsClient } from 'aws4fetch';
import fc from 'fast-check';
import { IAM_USER } from './api.ts';

export type SignedHeaders = { readonly authorization: string; readonly 'x-amz-date': string };

/** The good headers of a POST of `body` to `/graphql` on `localhost`, for some minutes. */
export async function signBody(body: string): Promise<SignedHeaders> {
  const client = new AwsClient({ ...IAM_USER, service: 'appsync', region: 'us-east-1' });
  const { headers } = await client.sign('http://localhost/graphql', { method: 'POST', body });
  return { authorization: headers.get('authorization') ?? '', 'x-amz-date': headers.get('x-amz-date') ?? '' };
}

const names = fc.constantFrom('host', 'x-amz-date', 'constructor', '__proto__', 'HOST', '', 'x-missing', 'valueOf');

const token = fc.string({ unit: fc.constantFrom(...'aA0-/ ,;=.+_'.split('')) });

function near(usual: string): fc.Arbitrary<string> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: token });
}

/** Nearly right for `good`, whose day it knows. None of them is signed. */
export function unsigned(good: SignedHeaders): fc.Arbitrary<SignedHeaders> {
  const date = good['x-amz-date'];
  const scope = fc.tuple(
    near(IAM_USER.accessKeyId),
    near(date.slice(0, 8)),
    near('us-east-1'),
    near('appsync'),
    near('aws4_request'),
  );
  const signature = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: 64, maxLength: 64 }),
    token,
  );
  const blanks = fc.nat({ max: 2_000 }).map((length) => ' '.repeat(length));
  return fc.record({
    authorization: fc
      .tuple(near('AWS4-HMAC-SHA256'), scope, fc.array(names), near(', '), signature, fc.oneof(fc.constant(''), blanks))
      .map(
        ([algorithm, parts, signedNames, comma, text, blank]) =>
          `${algorithm} Credential=${parts.join('/')}${comma}SignedHeaders=${signedNames.join(
            ';',
          )}${blank}${comma}Signature=${text}`,
      ),
    'x-amz-date': fc.oneof({ weight: 3, arbitrary: fc.constant(date) }, { weight: 1, arbitrary: token }),
  });
}

/** `good` with one of its characters changed into another that is not blank. */
export function changed(good: SignedHeaders): fc.Arbitrary<SignedHeaders> {
  return fc
    .tuple(fc.nat(), fc.constantFrom(...'abcdefABCDEF0123456789/=;,-'.split('')))
    .map(([at, character]) => ({ ...good, authorization: withCharacter(good.authorization, at, character) }))
    .filter(({ authorization }) => authorization.replace(/\s/g, '') !== good.authorization.replace(/\s/g, ''));
}

function withCharacter(text: string, at: number, character: string): string {
  const index = at % text.length;
  return text.slice(0, index) + character + text.slice(index + 1);
}
