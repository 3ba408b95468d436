/** DescribeAlarms and SetAlarmState. */

import { AwsError } from '../../../aws/error.ts';
import { arn } from '../../../aws/arn.ts';
import { numberAt, stringAt } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import type { Operation } from '../../../plugin/service.ts';
import type { Alarm, CloudWatch } from '../cloudwatch.ts';
import type { AlarmStateValue } from '../decide-state.ts';

const DESCRIBED = 100;

/** All that match at once, up to `MaxRecords`: a stack has few enough for one page. */
export const DESCRIBE_ALARMS: Operation<CloudWatch> = {
  permissions: () => [{ action: 'cloudwatch:DescribeAlarms', resource: '*' }],
  serve: (input, { alarms }) => {
    const names = input['AlarmNames'];
    const prefix = stringAt(input, 'AlarmNamePrefix') ?? '';
    const state = stringAt(input, 'StateValue');
    const found = [...alarms.values()]
      .filter(({ definition: { name } }) => !Array.isArray(names) || names.includes(name))
      .filter((alarm) => alarm.definition.name.startsWith(prefix))
      .filter((alarm) => state === undefined || alarm.state === state);
    return {
      MetricAlarms: found.slice(0, numberAt(input, 'MaxRecords') ?? DESCRIBED).map(describe),
      CompositeAlarms: [],
    };
  },
};

function describe({ definition, state, reason, sinceEpochMs }: Alarm): JsonObject {
  const { Tags: _tags, ...properties } = definition.properties;
  return {
    ...properties,
    AlarmName: definition.name,
    AlarmArn: definition.arn,
    StateValue: state,
    StateReason: reason,
    StateUpdatedTimestamp: sinceEpochMs / 1000,
  };
}

const STATES: readonly AlarmStateValue[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

/** Lasts until the next evaluation, as on AWS, and acts as if the alarm had come to that state by itself. */
export const SET_ALARM_STATE: Operation<CloudWatch> = {
  permissions: (input, _state, account) => [
    {
      action: 'cloudwatch:SetAlarmState',
      resource: arn('cloudwatch', account, `alarm:${stringAt(input, 'AlarmName') ?? '*'}`),
    },
  ],
  serve: (input, cloudwatch) => {
    const alarm = cloudwatch.alarms.get(stringAt(input, 'AlarmName') ?? '');
    if (!alarm) throw new AwsError('ResourceNotFound', 'The named resource does not exist.', 404);
    const wanted = stringAt(input, 'StateValue');
    const state = STATES.find((one) => one === wanted);
    if (!state) throw new AwsError('ValidationError', `StateValue must be one of ${STATES.join(', ')}.`);
    cloudwatch.setState(alarm, state, stringAt(input, 'StateReason') ?? '', Date.now());
    return {};
  },
};
