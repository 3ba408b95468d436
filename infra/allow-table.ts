/** The narrowest right to a table: some operations on it, or on one of its indexes. */
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';

/** Lets the grantee do these operations (`GetItem`, …) on the table. A transaction needs those of its parts. */
export function allowTable(grantee: IGrantable, table: Table, ...operations: string[]): void {
  allow(grantee, table.tableArn, operations);
}

/** Lets the grantee query an index of the table. */
export function allowIndex(grantee: IGrantable, table: Table, index: string): void {
  allow(grantee, `${table.tableArn}/index/${index}`, ['Query']);
}

function allow(grantee: IGrantable, resourceArn: string, operations: string[]): void {
  const actions = operations.map((operation) => `dynamodb:${operation}`);
  Grant.addToPrincipal({ grantee, actions, resourceArns: [resourceArn] });
}
