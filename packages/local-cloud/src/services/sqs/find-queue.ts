/** Finds the queue that a call or another resource is about, and the permission for it. */

import { arn } from '../../aws/arn.ts';
import { AwsError } from '../../aws/error.ts';
import type { Account } from '../../aws/place.ts';
import type { Permission } from '../../gateway/operation.ts';
import { stringAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { invalidAddress, missingParameter, queueDoesNotExist } from './errors.ts';
import type { Queue } from './queue.ts';
import type { SqsState } from './state.ts';

/** Only the path counts, `/<account>/<name>`: a queue has another host on AWS, in a container or after a restart. */
function parseQueueUrl(url: string): { readonly accountId: string; readonly name: string } | undefined {
  const [, accountId, name] = /^https?:\/\/[^/]+\/(?:.*\/)?(\d{12})\/([^/]+)$/.exec(url) ?? [];
  return accountId && name ? { accountId, name } : undefined;
}

/** The queue of `QueueUrl`. Throws `MissingRequiredParameterException`, `InvalidAddress` or `QueueDoesNotExist`. */
export function findQueue(input: JsonObject, { queues, closing }: SqsState, account: Account): Queue {
  if (closing.aborted) throw new AwsError('ServiceUnavailable', 'The local cloud is stopping.', 503);
  const url = stringAt(input, 'QueueUrl');
  if (!url) throw missingParameter('QueueUrl');
  const parsed = parseQueueUrl(url);
  if (!parsed) throw invalidAddress(url);
  const queue = parsed.accountId === account.accountId ? queues.get(parsed.name) : undefined;
  if (!queue) throw queueDoesNotExist();
  return queue;
}

export function findByArn({ queues }: Pick<SqsState, 'queues'>, queueArn: string | undefined): Queue | undefined {
  return [...queues.values()].find(({ settings }) => settings.arn === queueArn);
}

/** The permission for an action on the queue that `QueueUrl` or `QueueName` names, or on any queue without either. */
export function queuePermission(action: string) {
  return (input: JsonObject, _state: SqsState, account: Account): readonly Permission[] => {
    const { name } = parseQueueUrl(stringAt(input, 'QueueUrl') ?? '') ?? { name: stringAt(input, 'QueueName') };
    return [{ action: `sqs:${action}`, resource: arn('sqs', account, name ?? '*') }];
  };
}
