/** `extensions`: records what the handler asks for. The caller of the handler decides whether the field allows it. */
import { toJson } from './limits/json-text.ts';
import { isRecord } from './kernel/natives.ts';
import { run } from './call/run.ts';
import { failCode } from './kernel/stop.ts';

/** Service quotas, "Number of invalidations": distinct ones in one request. */
const MAX_INVALIDATIONS = 5;

export const extensions = {
  setSubscriptionFilter: (filter: unknown): void => {
    run.subscriptionFilter = filter;
  },
  setSubscriptionInvalidationFilter: (filter: unknown): void => {
    run.invalidationFilter = filter;
  },
  invalidateSubscriptions: (invalidation: unknown): void => {
    if (
      !isRecord(invalidation) ||
      typeof invalidation['subscriptionField'] !== 'string' ||
      !isRecord(invalidation['payload'])
    ) {
      return failCode('extensions.invalidateSubscriptions needs a subscriptionField and a payload');
    }
    const { subscriptionField, payload } = invalidation;
    const text = toJson({ subscriptionField, payload });
    for (const known of run.invalidations) if (toJson(known) === text) return;
    if (run.invalidations.length === MAX_INVALIDATIONS) {
      failCode(`extensions.invalidateSubscriptions can be called ${MAX_INVALIDATIONS} times`);
    }
    run.invalidations.push({ subscriptionField, payload });
  },
  evictFromApiCache: (typeName: unknown, fieldName: unknown, keyValuePair: unknown): void => {
    if (typeof typeName !== 'string' || typeof fieldName !== 'string') {
      return failCode('extensions.evictFromApiCache needs the names of a type and a field');
    }
    run.evictions.push({ typeName, fieldName, keyValuePair: isRecord(keyValuePair) ? keyValuePair : {} });
  },
};
