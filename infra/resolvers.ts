/** Which code and data source stand behind each field. The code is the file in `resolvers/` of the field's name. */
import { buildSync } from 'esbuild';
import { join } from 'node:path';

export type DataSourceName =
  | 'Orders'
  | 'Outbox'
  | 'Products'
  | 'OrderWriting'
  | 'OrderCounting'
  | 'OrderMoving'
  | 'Catalogue'
  | 'Nothing';

export type UnitResolver = { readonly field: string; readonly dataSource: DataSourceName };

/** The steps are files in the folder of the field's name, run in this order; one may run several times. */
export type PipelineResolver = { readonly field: string; readonly steps: readonly PipelineStep[] };

export type PipelineStep = { readonly name: string; readonly dataSource: DataSourceName };

export const UNIT_RESOLVERS: readonly UnitResolver[] = [
  { field: 'Query.order', dataSource: 'Orders' },
  { field: 'Query.ordersByCustomer', dataSource: 'Orders' },
  { field: 'Query.products', dataSource: 'Products' },
  { field: 'Query.productHistory', dataSource: 'Outbox' },
  { field: 'Order.history', dataSource: 'Outbox' },
  { field: 'Mutation.addProduct', dataSource: 'Catalogue' },
  { field: 'Mutation.publishOrderStatus', dataSource: 'Nothing' },
  { field: 'Subscription.orderStatus', dataSource: 'Orders' },
];

const CANCEL_ONCE: readonly PipelineStep[] = [
  { name: 'read-order', dataSource: 'OrderMoving' },
  { name: 'request-cancellation', dataSource: 'OrderMoving' },
];

const REFUND_ONCE: readonly PipelineStep[] = [
  { name: 'read-refundable-order', dataSource: 'OrderMoving' },
  { name: 'request-refund', dataSource: 'OrderMoving' },
];

const RESUME_ONCE: readonly PipelineStep[] = [
  { name: 'read-parked-order', dataSource: 'OrderMoving' },
  { name: 'request-resuming', dataSource: 'OrderMoving' },
];

const CHANGE_PRICE_ONCE: readonly PipelineStep[] = [
  { name: 'read-priced-product', dataSource: 'Catalogue' },
  { name: 'write-price', dataSource: 'Catalogue' },
];

const RESTOCK_ONCE: readonly PipelineStep[] = [
  { name: 'read-stock', dataSource: 'Catalogue' },
  { name: 'write-restock', dataSource: 'Catalogue' },
];

export const PIPELINE_RESOLVERS: readonly PipelineResolver[] = [
  {
    field: 'Mutation.createOrder',
    steps: [
      { name: 'read-products', dataSource: 'OrderWriting' },
      { name: 'read-unpaid-orders', dataSource: 'OrderCounting' },
      { name: 'forget-settled-orders', dataSource: 'OrderCounting' },
      { name: 'count-order', dataSource: 'OrderCounting' },
      { name: 'write-order', dataSource: 'OrderWriting' },
      { name: 'read-winner', dataSource: 'OrderWriting' },
    ],
  },
  {
    field: 'Mutation.cancelOrder',
    steps: [...CANCEL_ONCE, ...CANCEL_ONCE, ...CANCEL_ONCE],
  },
  {
    field: 'Mutation.refundOrder',
    steps: [...REFUND_ONCE, ...REFUND_ONCE, ...REFUND_ONCE],
  },
  {
    field: 'Mutation.resumeOrder',
    steps: [...RESUME_ONCE, ...RESUME_ONCE, ...RESUME_ONCE],
  },
  {
    field: 'Mutation.changePrice',
    steps: [...CHANGE_PRICE_ONCE, ...CHANGE_PRICE_ONCE, ...CHANGE_PRICE_ONCE],
  },
  {
    field: 'Mutation.restockProduct',
    steps: [...RESTOCK_ONCE, ...RESTOCK_ONCE, ...RESTOCK_ONCE],
  },
  {
    field: 'Query.ordersByStatus',
    steps: [
      { name: 'find-orders', dataSource: 'Orders' },
      { name: 'read-orders', dataSource: 'Orders' },
    ],
  },
];

/** AppSync's limit for the code of one resolver or function. */
export const MAX_CODE_CHARACTERS = 32_768;

/**
 * The code of every resolver and pipeline step as AppSync takes it: one ES module each, which imports nothing but
 * `@aws-appsync/*`. The key is the file's name without `.ts`, such as `Mutation.createOrder/write-order`.
 */
export function resolverCode(): ReadonlyMap<string, string> {
  const folder = join(import.meta.dirname, '../resolvers');
  const names = [
    ...UNIT_RESOLVERS.map(({ field }) => field),
    ...PIPELINE_RESOLVERS.flatMap(({ field, steps }) => [field, ...steps.map(({ name }) => `${field}/${name}`)]),
  ];
  return new Map(names.map((name) => [name, bundle(join(folder, `${name}.ts`))]));
}

/** With a source map, so that AppSync and the local cloud report errors by the source file. */
function bundle(file: string): string {
  const { outputFiles } = buildSync({
    absWorkingDir: join(import.meta.dirname, '..'),
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'esnext',
    external: ['@aws-appsync/*'],
    sourcemap: 'inline',
    sourcesContent: false,
    // The map takes half of the characters that AppSync allows.
    minifyWhitespace: true,
  });
  const code = outputFiles[0]?.text ?? '';
  if (code.length <= MAX_CODE_CHARACTERS) return code;
  throw new Error(`${file}: AppSync takes at most ${MAX_CODE_CHARACTERS} characters`);
}
