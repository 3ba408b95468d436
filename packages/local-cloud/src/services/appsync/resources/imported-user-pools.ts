/** User pools that an AppSync API names and the stack doesn't hold: here they get an issuer of their own. */

import type { AuthMode } from '../definition.ts';
import type { Cloud } from '../../../boot/cloud.ts';
import { createUserPool, issuerOf } from '../../cognito/user-pool.ts';
import { StartupError } from '../../../kernel/startup-error.ts';

/** Throws `StartupError` where a pool of the stack is named in another region, for no token could ever fit. */
export async function importUserPools(apiName: string, modes: readonly AuthMode[], cloud: Cloud): Promise<void> {
  const own = new Set(cloud.all('AWS::Cognito::UserPool').map(({ ref }) => ref));
  for (const mode of modes) {
    if (mode.type !== 'AMAZON_COGNITO_USER_POOLS') continue;
    const { UserPoolId: poolId, AwsRegion: region = cloud.place.region } = mode;
    const issuer = issuerOf(region, poolId);
    if (cloud.userPools.has(issuer)) continue;
    if (own.has(poolId)) {
      throw new StartupError(
        `The API ${apiName} looks for the user pool ${poolId} in ${region}, but this stack creates it in ` +
          `${cloud.place.region}. Let AwsRegion be the stack's region ({ "Ref": "AWS::Region" }).`,
      );
    }
    cloud.userPools.set(issuer, await createUserPool(region, poolId, clientIdOf(mode.AppIdClientRegex)));
  }
}

/** A regular expression that is a plain id is the client's. */
function clientIdOf(regex = ''): string {
  return /^\w+$/.test(regex) ? regex : 'no-client';
}
