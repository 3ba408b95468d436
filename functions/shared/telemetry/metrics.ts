/** CloudWatch's embedded metric format: a line of JSON in the log that becomes metrics. */

/** Counts these things once, as metrics of the namespace `Ordersaga` by the function's name. */
export function count(counts: { readonly [metric: string]: number }): void {
  const FunctionName = process.env['AWS_LAMBDA_FUNCTION_NAME'];
  const Metrics = Object.keys(counts).map((Name) => ({ Name, Unit: 'Count' }));
  const CloudWatchMetrics = [{ Namespace: 'Ordersaga', Dimensions: [['FunctionName']], Metrics }];
  const line = { _aws: { Timestamp: Date.now(), CloudWatchMetrics }, FunctionName, ...counts };
  // Not by console.log, before whose text Lambda would write the time and a level.
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
