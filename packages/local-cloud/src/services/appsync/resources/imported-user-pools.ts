/** User pools that an AppSync API names and the stack doesn't hold: here they get an issuer of their own. */

import type { AuthMode } from '../definition.ts';
import type { Cloud } from '../../../plugin/cloud.ts';
import { issuerOf, USER_POOLS } from '../../cognito/handle.ts';
import { StartupError } from '../../../kernel/startup-error.ts';

/** Throws `StartupError` if a pool of the stack is named in another region, because no token could ever fit. */
export async function importUserPools(apiName: string, modes: readonly AuthMode[], cloud: Cloud): Promise<void> {
  const pools = USER_POOLS.of(cloud);
  for (const mode of modes) {
    if (mode.type !== 'AMAZON_COGNITO_USER_POOLS') continue;
    const { UserPoolId: poolId, AwsRegion: region = cloud.place.region } = mode;
    if (pools.findJwks(issuerOf(region, poolId))) continue;
    if (pools.has(poolId)) {
      throw new StartupError(
        `The API ${apiName} looks for the user pool ${poolId} in ${region}, but this stack creates it in ` +
          `${cloud.place.region}. Let AwsRegion be the stack's region ({ "Ref": "AWS::Region" }).`,
      );
    }
    await pools.importPool(region, poolId, clientIdOf(mode.AppIdClientRegex));
  }
}

/** A regular expression that is a plain id is the client's. */
function clientIdOf(regex = ''): string {
  return /^\w+$/.test(regex) ? regex : 'no-client';
}
