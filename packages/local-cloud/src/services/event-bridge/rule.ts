/** AWS::Events::Rule: on a schedule, or for events of a bus that match a pattern */

import { currentMinute, runSchedule } from './run-schedule.ts';
import { parseSchedule } from './schedule.ts';
import { scheduledEvent } from './event.ts';
import type { BusEvent } from './event.ts';
import { deliver, parseTarget } from './target.ts';
import { checkEventPattern } from './check-event-pattern.ts';
import { inBackground } from '../../kernel/in-background.ts';
import { isJsonObject, stringAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { MetricDatum } from '../../aws/metric.ts';
import { arn } from '../../aws/arn.ts';
import type { Named } from '../../assembly/resource-type.ts';
import { recordMetric } from '../../plugin/metrics.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import { busNameOf } from './buses.ts';
import type { Buses } from './buses.ts';
import type { Place } from '../../aws/place.ts';

/** The ARN of a rule on the default bus, the only one that takes schedules, has no bus in it. */
function ruleArn({ name, template }: Named, place: Place): string {
  const bus = template['EventBusName'] === undefined ? '' : `${busNameOf(template['EventBusName'])}/`;
  return arn('events', place, `rule/${bus}${name}`);
}

export const RULE: ResourceType<Buses> = {
  nameProperty: 'Name',
  properties: ['EventBusName', 'EventPattern', 'Name', 'ScheduleExpression', 'State', 'Targets'],
  withoutEffect: ['Description', 'Tags'],
  attributes: { Arn: ruleArn },

  create: ({ logicalId, name, properties }, { listeners }, cloud) => {
    if (properties['State'] === 'DISABLED') return;
    const targets = (Array.isArray(properties['Targets']) ? properties['Targets'] : [])
      .filter(isJsonObject)
      .map((target) => parseTarget(target, `AWS::Events::Rule (${logicalId})`));
    const closing = new AbortController();
    cloud.onClose(() => closing.abort());
    const send = (event: BusEvent): void => {
      for (const target of targets) {
        inBackground(
          `${name} could not be delivered`,
          deliver(target, event, cloud.callAws, cloud.log, closing.signal, () => {
            cloud.log(`${name}: ${target.functionArn} is gone, or the event may not be delivered to it.`);
            recordMetric(cloud, failedInvocation(name, properties));
          }),
        );
      }
    };

    const expression = stringAt(properties, 'ScheduleExpression');
    if (expression !== undefined) {
      const ownArn = ruleArn({ logicalId, name, template: properties }, cloud.place);
      const isDue = parseSchedule(expression, currentMinute());
      cloud.onClose(runSchedule(isDue, (minute) => send(scheduledEvent(ownArn, minute * 60_000, cloud.place))));
    }
    const { EventPattern: pattern } = properties;
    if (!isJsonObject(pattern)) return;
    checkEventPattern(pattern, `AWS::Events::Rule (${logicalId})`);
    listeners.push({ busName: busNameOf(properties['EventBusName']), pattern, take: send });
  },
};

/** Of a rule of the default bus by its name alone (user guide, "Monitoring Amazon EventBridge"). */
function failedInvocation(RuleName: string, { EventBusName: bus }: JsonObject): MetricDatum {
  const ofBus = bus === undefined ? {} : { EventBusName: busNameOf(bus) };
  return { namespace: 'AWS/Events', name: 'FailedInvocations', dimensions: { ...ofBus, RuleName }, value: 1 };
}
