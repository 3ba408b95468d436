/** Lambda: functions, each in execution environments of its own. */

import { definePlugin } from '../../plugin/plugin.ts';
import { FUNCTION } from './function.ts';
import { createFunctions } from './functions.ts';
import type { FunctionRegister } from './functions.ts';
import { FUNCTIONS } from './handle.ts';
import { INVOKE, LIST_FUNCTIONS } from './invoke.ts';
import { REST_PROTOCOL } from './rest-protocol.ts';

export const lambda = definePlugin<FunctionRegister>({
  name: 'lambda',

  resourceTypes: {
    'AWS::Lambda::Function': FUNCTION,
    /** Every call is checked by the caller's own policies, so a permission of the function adds nothing. */
    'AWS::Lambda::Permission': {
      properties: [],
      withoutEffect: ['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn'],
    },
  },

  services: {
    lambda: {
      protocol: REST_PROTOCOL,
      host: 'lambda',
      throttle: { name: 'TooManyRequestsException', message: 'Rate Exceeded.', status: 429 },
      operations: { Invoke: INVOKE, ListFunctions: LIST_FUNCTIONS },
    },
  },

  open: (cloud) => {
    const functions = createFunctions();
    FUNCTIONS.provide(cloud, functions);
    return functions;
  },
});
