/** The fields of states whose results are mocked: those of calls and iterations that the local cloud couldn't run, too. */

import { integer, MAX_INTEGER, number, object, path, seconds } from '../definition/checks.ts';
import { STATE_TYPES } from '../definition/state-fields.ts';
import type { StateType, StateTypes } from '../definition/state-fields.ts';

export const MOCKED_STATE_TYPES: StateTypes = {
  ...STATE_TYPES,
  ...extended('Task', {
    fields: { HeartbeatSeconds: seconds(1), HeartbeatSecondsPath: path, Credentials: object },
    atMostOne: [['HeartbeatSeconds', 'HeartbeatSecondsPath']],
  }),
  ...extended('Map', {
    fields: {
      ItemReader: object,
      ItemBatcher: object,
      ResultWriter: object,
      ToleratedFailureCount: integer(0, MAX_INTEGER),
      ToleratedFailureCountPath: path,
      ToleratedFailurePercentage: number(0, 100),
      ToleratedFailurePercentagePath: path,
    },
    atMostOne: [
      ['ToleratedFailureCount', 'ToleratedFailureCountPath'],
      ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'],
    ],
  }),
};

function extended(type: string, { fields, atMostOne = [] }: StateType): StateTypes {
  const base = STATE_TYPES[type];
  if (!base) return {};
  return {
    [type]: { ...base, fields: { ...base.fields, ...fields }, atMostOne: [...(base.atMostOne ?? []), ...atMostOne] },
  };
}
