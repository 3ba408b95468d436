/** CloudWatch: keeps the metrics of what runs here, and evaluates the alarms of the stack on them. */

import { definePlugin } from '../../plugin/plugin.ts';
import { takeMetrics } from '../../plugin/metrics.ts';
import type { Cloud } from '../../plugin/cloud.ts';
import { ALARM } from './alarm-resource.ts';
import { announce } from './announce.ts';
import { createCloudWatch } from './cloudwatch.ts';
import type { CloudWatch } from './cloudwatch.ts';
import { EVALUATE_ALARMS } from './handle.ts';
import { DESCRIBE_ALARMS, SET_ALARM_STATE } from './operations/alarms.ts';
import { GET_METRIC_DATA, GET_METRIC_STATISTICS, LIST_METRICS } from './operations/read-metrics.ts';
import { PUT_METRIC_DATA } from './operations/put-metric-data.ts';

export const cloudwatch = definePlugin<CloudWatch>({
  name: 'cloudwatch',

  resourceTypes: {
    'AWS::CloudWatch::Alarm': ALARM,
    /** The console of AWS draws it. */
    'AWS::CloudWatch::Dashboard': {
      nameProperty: 'DashboardName',
      properties: [],
      withoutEffect: ['DashboardName', 'DashboardBody', 'Tags'],
    },
  },

  services: {
    cloudwatch: {
      jsonTarget: 'GraniteServiceVersion20100801',
      host: 'monitoring',
      operations: {
        DescribeAlarms: DESCRIBE_ALARMS,
        GetMetricData: GET_METRIC_DATA,
        GetMetricStatistics: GET_METRIC_STATISTICS,
        ListMetrics: LIST_METRICS,
        PutMetricData: PUT_METRIC_DATA,
        SetAlarmState: SET_ALARM_STATE,
      },
    },
  },

  open: openCloudWatch,

  ready: (cloudwatch) => cloudwatch.evaluate(Date.now()),
});

/** As often as CloudWatch does it; what depends on missing values alone changes with the minutes. */
const EVALUATE_EVERY_MS = 60_000;

/** New values are evaluated together after so long: soon enough for a person, and cheap under load. */
const EVALUATE_TOUCHED_AFTER_MS = 250;

function openCloudWatch(cloud: Cloud): CloudWatch {
  let soon: NodeJS.Timeout | undefined;
  const touch = (): void => {
    soon ??= setTimeout(() => {
      soon = undefined;
      service.evaluateTouched(Date.now());
    }, EVALUATE_TOUCHED_AFTER_MS);
  };
  const service = createCloudWatch(Date.now(), (transition) => announce(transition, cloud), touch);
  const timer = setInterval(() => service.evaluate(Date.now()), EVALUATE_EVERY_MS);
  timer.unref();
  let isOver = false;
  cloud.onClose(() => {
    isOver = true;
    clearInterval(timer);
    clearTimeout(soon);
  });
  takeMetrics(cloud, (datum) => {
    if (!isOver) service.record(datum);
  });
  EVALUATE_ALARMS.provide(cloud, (nowEpochMs) => service.evaluate(nowEpochMs));
  return service;
}
