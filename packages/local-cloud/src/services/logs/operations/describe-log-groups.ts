/** DescribeLogGroups: names and sizes, by name, in pages. */

import { AwsError } from '../../../aws/error.ts';
import { checkInput } from '../../../aws/check-input.ts';
import type { Structure } from '../../../aws/check-input.ts';
import { numberAt, stringAt } from '../../../kernel/json.ts';
import type { Operation } from '../../../plugin/service.ts';
import type { LogGroups } from '../log-groups.ts';
import { groupArn } from '../names.ts';

/** API reference. */
const MAX_GROUPS = 50;

const INPUT: Structure = {
  type: 'structure',
  required: [],
  members: {
    logGroupNamePrefix: { type: 'text', min: 1, max: 512 },
    logGroupNamePattern: { type: 'text', max: 512 },
    limit: { type: 'number', min: 1, max: MAX_GROUPS },
    nextToken: { type: 'text', min: 1 },
  },
};

export const DESCRIBE_LOG_GROUPS: Operation<LogGroups> = {
  permissions: (_input, _groups, account) => [
    { action: 'logs:DescribeLogGroups', resource: `${groupArn('', account)}:log-stream:` },
  ],
  serve: (input, groups, { place }) => {
    checkInput(input, INPUT);
    const [prefix, pattern] = [stringAt(input, 'logGroupNamePrefix'), stringAt(input, 'logGroupNamePattern')];
    if (prefix !== undefined && pattern !== undefined) {
      throw new AwsError(
        'InvalidParameterException',
        'logGroupNamePrefix and logGroupNamePattern can not be used together.',
      );
    }
    const after = stringAt(input, 'nextToken') ?? '';
    const found = groups
      .list()
      .filter(({ name }) => name > after && name.startsWith(prefix ?? '') && name.includes(pattern ?? ''));
    const page = found.slice(0, numberAt(input, 'limit') ?? MAX_GROUPS);
    const last = page.at(-1);
    return {
      logGroups: page.map(({ name, createdAtEpochMs, storedBytes }) => ({
        logGroupName: name,
        creationTime: createdAtEpochMs,
        metricFilterCount: 0,
        arn: `${groupArn(name, place)}:*`,
        logGroupArn: groupArn(name, place),
        storedBytes,
        logGroupClass: 'STANDARD',
      })),
      ...(last && page.length < found.length && { nextToken: last.name }),
    };
  },
};
