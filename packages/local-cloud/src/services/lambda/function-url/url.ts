/** AWS::Lambda::Url: an address by which anybody can invoke a function over HTTP. */

import { createHash } from 'node:crypto';
import type { Named, ReferenceContext } from '../../../assembly/resource-type.ts';
import type { Place } from '../../../aws/place.ts';
import { asString, stringAt } from '../../../kernel/json.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import type { ResourceType } from '../../../plugin/resource-type.ts';
import type { FunctionRegister } from '../functions.ts';
import { functionArn } from '../handle.ts';
import { serveFunctionUrl } from './serve-function-url.ts';

/** The paths of all function URLs; on AWS each has a host name of its own. */
const PATH = '/function-urls';

/** A new function URL needs both since October 2025 ("Control access to Lambda function URLs", Lambda guide). */
const NEEDED = ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'];

export const FUNCTION_URL: ResourceType<FunctionRegister> = {
  properties: ['AuthType', 'InvokeMode', 'Qualifier', 'TargetFunctionArn'],
  ref: targetArn,
  attributes: {
    FunctionArn: targetArn,
    FunctionUrl: (resource, place) => `${place.url}${PATH}/${urlId(resource)}/`,
  },
  create: ({ ref, logicalId, properties }, functions, cloud) => {
    if (properties['AuthType'] !== 'NONE') {
      throw new StartupError(`AWS::Lambda::Url (${logicalId}): the local cloud supports the AuthType NONE only.`);
    }
    if ((stringAt(properties, 'InvokeMode') ?? 'BUFFERED') !== 'BUFFERED') {
      throw new StartupError(`AWS::Lambda::Url (${logicalId}): the local cloud supports the InvokeMode BUFFERED only.`);
    }
    if (!functions.find(ref)) {
      throw new StartupError(`AWS::Lambda::Url (${logicalId}) names ${ref}, which isn't a function of this stack.`);
    }
    const id = urlId({ logicalId });
    const path = `${PATH}/${id}`;
    const isPublic = () => NEEDED.every((action) => functions.isPublic(ref, action));
    cloud.routes.serve(path, serveFunctionUrl({ id, path, functionArn: ref, isPublic }, cloud));
  },
};

function targetArn(_url: Named, place: Place, context: ReferenceContext): string {
  const qualifier = context.property('Qualifier');
  const target = asString(context.property('TargetFunctionArn'));
  return functionArn(target, place, qualifier === null ? undefined : asString(qualifier));
}

/** 32 lower-case letters and digits, as in the host names of function URLs. */
function urlId({ logicalId }: Pick<Named, 'logicalId'>): string {
  return createHash('sha256').update(logicalId).digest('hex').slice(0, 32);
}
