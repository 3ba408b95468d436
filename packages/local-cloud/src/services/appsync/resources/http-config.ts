/** HttpConfig of an AppSync data source: where its requests go, and what they are signed with. */

import type { DataSourceDefinition } from '../definition.ts';
import type { Cloud } from '../../../plugin/cloud.ts';
import { SERVED_SERVICES } from '../../../plugin/service.ts';
import type { Role } from '../../iam/handle.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { objectAt, stringAt } from '../../../kernel/json.ts';
import { StartupError } from '../../../kernel/startup-error.ts';

/**
 * Throws `StartupError` for an authorization that the local cloud doesn't support: `role` has keys that only it knows, so
 * they open no door but its own.
 */
export function readHttpConfig(
  name: string,
  config: JsonObject,
  role: Role | undefined,
  cloud: Cloud,
): Pick<DataSourceDefinition, 'endpoint' | 'signing'> {
  const endpoint = stringAt(config, 'Endpoint');
  const authorization = objectAt(config, 'AuthorizationConfig');
  const type = stringAt(authorization, 'AuthorizationType');
  if (endpoint === undefined || type === undefined) return { endpoint };
  if (type !== 'AWS_IAM' || !role) {
    throw new StartupError(
      `The data source ${name} needs AuthorizationType AWS_IAM and a ServiceRoleArn to sign with.`,
    );
  }
  const settings = objectAt(authorization, 'AwsIamConfig');
  const service = stringAt(settings, 'SigningServiceName');
  if (!service) throw new StartupError(`The AwsIamConfig of the data source ${name} has no SigningServiceName.`);
  const { accessKeyId, secretAccessKey, sessionToken } = role;
  return {
    endpoint: localEndpoint(name, endpoint, service, cloud),
    signing: {
      service,
      region: stringAt(settings, 'SigningRegion') ?? cloud.place.region,
      accessKeyId,
      secretAccessKey,
      sessionToken,
    },
  };
}

/** `https://SERVICE.REGION.amazonaws.com`: the host of a service, not of one of its resources. */
const SERVICE_ENDPOINT = /^https:\/\/([a-z-]+)\.([a-z]+(?:-[a-z]+)+-\d)\.amazonaws\.com\/?$/;

const LOCAL_ENDPOINT = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

/** What is signed for a service of AWS goes to the service that runs here. */
function localEndpoint(name: string, endpoint: string, service: string, cloud: Cloud): string {
  const { region, url } = cloud.place;
  if (LOCAL_ENDPOINT.test(endpoint)) return endpoint;
  const [, host, ownRegion] = SERVICE_ENDPOINT.exec(endpoint) ?? [];
  const served = SERVED_SERVICES.of(cloud);
  if (host === undefined || !served.some((one) => one.name === service && one.host === host)) {
    const hosts = served.flatMap((one) => one.host ?? []).sort();
    throw new StartupError(
      `The data source ${name} signs for ${service} at ${endpoint}, which the local cloud doesn't support ` +
        `(it supports the endpoints of ${hosts.join(', ')}, and those on this machine).`,
    );
  }
  if (ownRegion === region) return url;
  throw new StartupError(
    `The data source ${name} calls ${service} in ${ownRegion}; the local cloud is all in ${region}.`,
  );
}
