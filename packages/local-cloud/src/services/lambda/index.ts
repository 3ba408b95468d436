/** Lambda: functions, each in execution environments of its own. */

import { definePlugin } from '../../plugin/plugin.ts';
import { ALIAS } from './alias.ts';
import { FUNCTION } from './function.ts';
import { FUNCTION_URL } from './function-url/url.ts';
import { createFunctions } from './functions.ts';
import type { FunctionRegister } from './functions.ts';
import { FUNCTIONS } from './handle.ts';
import { INVOKE, LIST_FUNCTIONS } from './invoke.ts';
import { throttleMetrics } from './metrics.ts';
import { GET_ALIAS, LIST_ALIASES, LIST_VERSIONS_BY_FUNCTION } from './read-versions.ts';
import { PERMISSION } from './permission.ts';
import { REST_PROTOCOL } from './rest-protocol.ts';
import { VERSION } from './version.ts';

export const lambda = definePlugin<FunctionRegister>({
  name: 'lambda',

  resourceTypes: {
    'AWS::Lambda::Function': FUNCTION,
    'AWS::Lambda::Version': VERSION,
    'AWS::Lambda::Alias': ALIAS,
    'AWS::Lambda::Permission': PERMISSION,
    'AWS::Lambda::Url': FUNCTION_URL,
  },

  services: {
    lambda: {
      protocol: REST_PROTOCOL,
      host: 'lambda',
      throttle: { name: 'TooManyRequestsException', message: 'Rate Exceeded.', status: 429 },
      throttleMetrics,
      operations: {
        GetAlias: GET_ALIAS,
        Invoke: INVOKE,
        ListAliases: LIST_ALIASES,
        ListFunctions: LIST_FUNCTIONS,
        ListVersionsByFunction: LIST_VERSIONS_BY_FUNCTION,
      },
    },
  },

  open: (cloud) => {
    const functions = createFunctions();
    FUNCTIONS.provide(cloud, functions);
    return functions;
  },
});
