/** GetQueueUrl and ListQueues */

import { checkInput } from '../../../aws/check-input.ts';
import { stringAt } from '../../../kernel/json.ts';
import { missingParameter, queueDoesNotExist } from '../errors.ts';
import { queuePermission } from '../find-queue.ts';
import { integerAt } from '../integer.ts';
import type { SqsOperation } from '../state.ts';

const TEXT = { type: 'text' } as const;

export const GET_QUEUE_URL: SqsOperation = {
  permissions: queuePermission('GetQueueUrl'),
  serve: (input, { queues }, { place }) => {
    checkInput(input, { type: 'structure', members: { QueueName: TEXT, QueueOwnerAWSAccountId: TEXT } });
    const name = stringAt(input, 'QueueName');
    if (!name) throw missingParameter('QueueName');
    const isOurs = (stringAt(input, 'QueueOwnerAWSAccountId') ?? place.accountId) === place.accountId;
    const queue = isOurs ? queues.get(name) : undefined;
    if (!queue) throw queueDoesNotExist();
    return { QueueUrl: queue.settings.url };
  },
};

const MAX_RESULTS = 1000;

export const LIST_QUEUES: SqsOperation = {
  permissions: queuePermission('ListQueues'),
  serve: (input, { queues }) => {
    const members = { QueueNamePrefix: TEXT, NextToken: TEXT, MaxResults: { type: 'number' } } as const;
    checkInput(input, { type: 'structure', members });
    const reason = `Must be between 1 and ${MAX_RESULTS}, if provided.`;
    const size = integerAt(input, 'MaxResults', { min: 1, max: MAX_RESULTS, reason }) ?? MAX_RESULTS;
    const after = Buffer.from(stringAt(input, 'NextToken') ?? '', 'base64url').toString();
    const prefix = stringAt(input, 'QueueNamePrefix') ?? '';
    const found = [...queues.values()]
      .map(({ settings }) => settings)
      .filter(({ name }) => name.startsWith(prefix) && name > after)
      .sort((left, right) => (left.name < right.name ? -1 : 1));
    const page = found.slice(0, size);
    const last = page.at(-1);
    const isTruncated = last !== undefined && found.length > size;
    return {
      ...(page.length > 0 && { QueueUrls: page.map(({ url }) => url) }),
      ...(isTruncated && { NextToken: Buffer.from(last.name).toString('base64url') }),
    };
  },
};
