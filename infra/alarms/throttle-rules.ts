/** Alarms of services that reject calls because there are too many. */
import { Stack } from 'aws-cdk-lib';
import { CfnTable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { isObject } from '../../domain/is-object.ts';
import type { Tables } from '../tables.ts';
import { PERIOD } from './alarm-rule.ts';
import type { AlarmRule, AlarmRules } from './alarm-rule.ts';

type Throttled = {
  readonly tables: Tables;
  /** By the name that their alarms begin with. */
  readonly stateMachines: { readonly [name: string]: StateMachine };
};

export function throttleRules({ tables, stateMachines }: Throttled): AlarmRules {
  const ofStateMachines = Object.entries(stateMachines).map(([name, stateMachine]): [string, AlarmRule] => [
    `${name}Throttled`,
    {
      metric: stateMachine.metricThrottled({ period: PERIOD }),
      meaning: 'Step Functions holds back states of executions: the account makes too many transitions a second.',
      runbook: 'state-machines-are-throttled',
    },
  ]);
  return {
    FunctionsThrottled: {
      // Functions share the account's concurrency, so a throttle of any of them is about all.
      metric: LambdaFunction.metricAllThrottles({ period: PERIOD }),
      meaning: "Lambda rejects invocations: the account's concurrency is used up.",
      runbook: 'functions-are-throttled',
    },
    ...Object.fromEntries(ofStateMachines),
    ...Object.fromEntries(tablesOf(tables).flatMap(tableRules)),
  };
}

function tablesOf(tables: Tables): readonly Table[] {
  return tables.node.children.filter((child) => child instanceof Table);
}

/**
 * An alarm for each metric, as an alarm costs what the metrics in it cost. The metrics of a table are without those of its
 * indexes (DynamoDB guide, "DynamoDB metrics and dimensions").
 */
function tableRules(table: Table): readonly (readonly [string, AlarmRule])[] {
  const places = [
    { name: table.node.id, dimensions: { TableName: table.tableName } },
    ...indexNames(table).map((index) => ({
      name: `${table.node.id}-${index}-`,
      dimensions: { TableName: table.tableName, GlobalSecondaryIndexName: index },
    })),
  ];
  return places.flatMap(({ name, dimensions }) =>
    ['Read', 'Write'].map((kind): readonly [string, AlarmRule] => [
      `${name}${kind}sThrottled`,
      {
        metric: new Metric({
          namespace: 'AWS/DynamoDB',
          metricName: `${kind}ThrottleEvents`,
          dimensionsMap: dimensions,
          statistic: 'Sum',
          period: PERIOD,
        }),
        meaning: `DynamoDB rejects ${kind.toLowerCase()}s of the table or index: too many of one key, or of all in a short time.`,
        runbook: 'tables-are-throttled',
      },
    ]),
  );
}

/** CDK puts them together only when it makes the template. */
function indexNames(table: Table): readonly string[] {
  const { defaultChild } = table.node;
  if (!(defaultChild instanceof CfnTable)) throw new Error('The table has no resource.');
  const indexes: unknown = Stack.of(table).resolve(defaultChild.globalSecondaryIndexes) ?? [];
  return [indexes].flat().flatMap((index) => (isObject(index) ? String(index['indexName']) : []));
}
