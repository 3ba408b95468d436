/** What SDKs and the AWS CLI talk to: every protocol of every service. */

import type { Handle } from '../gateway/door/answer-requests.ts';
import { createFront } from '../gateway/http/front.ts';
import type { FrontSettings } from '../gateway/http/front.ts';
import type { Plugins } from './plugins.ts';

export function createApiDoor(
  { services }: Pick<Plugins, 'services'>,
  settings: Omit<FrontSettings, 'jsonTargets' | 'protocols'>,
): Handle {
  return createFront({
    ...settings,
    jsonTargets: new Map(services.flatMap(({ name, jsonTarget }) => (jsonTarget ? [[jsonTarget, name] as const] : []))),
    protocols: services.flatMap(({ protocol }) => protocol ?? []),
  });
}
