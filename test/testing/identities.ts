/** Everybody who may knock at the API's door, and what each shows there. */
import { AwsClient } from 'aws4fetch';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { ADMINISTRATOR } from '../../commands/client-settings.ts';
import type { CloudInProcess } from './cloud-in-process.ts';

/** The headers by which somebody says who it is, with a request of this path and body. */
export type Identity = (path: string, body: string) => Promise<Record<string, string>>;

/** Customers' ids are their names here. Tokens that must not open anything claim the most that a token can. */
export async function createIdentities(cloud: CloudInProcess) {
  const token = async (query: string) => (await fetch(`${cloud.awsEndpointUrl}/tokens?${query}`)).text();
  const signsAs = (credentials: Credentials) => signWith(credentials, cloud.graphqlUrl);
  const owner = await token('sub=owner');
  return {
    owner: always({ authorization: owner }),
    other: always({ authorization: await token(`sub=other&groups=staff&pool=${poolOf(owner)}`) }),
    staff: always({ authorization: await token('sub=staff&groups=staff') }),
    key: always({ 'x-api-key': cloud.apiKey }),
    relay: signsAs(cloud.roleOf('PublishStatus')),
    admin: signsAs(ADMINISTRATOR),
    role: signsAs(cloud.roleOf('StartSaga')),
    expired: always({ authorization: await token('sub=owner&groups=staff&expiresIn=-60') }),
    forged: always({ authorization: await forge(await token('sub=owner&groups=staff')) }),
    badKey: always({ 'x-api-key': 'da2-abcdefghijklmnopqrstuvwxyz' }),
    nobody: always({}),
  };
}

export type IdentityName = keyof Awaited<ReturnType<typeof createIdentities>>;

/** The id of the pool that has issued the token. */
function poolOf(token: string): string {
  return decodeJwt(token).iss?.split('/').at(-1) ?? '';
}

type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

function always(headers: Record<string, string>): Identity {
  return () => Promise.resolve(headers);
}

/** As a function signs with its role: every request by itself. */
function signWith(credentials: Credentials, graphqlUrl: string): Identity {
  const client = new AwsClient({ ...credentials, region: 'us-east-1', service: 'appsync' });
  return async (path, body) => {
    const { headers } = await client.sign(new URL(path, graphqlUrl).href, { method: 'POST', body });
    return Object.fromEntries(headers);
  };
}

/** The token word by word, signed by a key of the same name that is not the pool's. */
async function forge(token: string): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  const { kid } = decodeProtectedHeader(token);
  return new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'RS256', ...(kid && { kid }) }).sign(privateKey);
}
