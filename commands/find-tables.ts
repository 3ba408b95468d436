/** The stack's tables in a running cloud. */
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Resolves with a function that returns a table's physical name by its logical one, such as `Orders`, or throws. */
export async function findTables(client: DynamoDBDocumentClient): Promise<(table: string) => string> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  return (table) => {
    // A hash follows: `Payments` isn't the beginning of another name.
    const name = TableNames.find((one) => new RegExp(`-Tables${table}[0-9A-F]{8}`).test(one));
    if (!name) throw new Error(`There is no table ${table} among ${TableNames.join(', ')}.`);
    return name;
  };
}
