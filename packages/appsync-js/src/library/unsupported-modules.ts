/** `@aws-appsync/utils/rds` and `@aws-appsync/utils/ai`: calls of their members fail by name. */
import { unsupportedMembers } from './kernel/unsupported.ts';

const STATEMENTS = [
  'createMySQLStatement',
  'createPgStatement',
  'insert',
  'remove',
  'select',
  'sql',
  'toJsonObject',
  'update',
];
const HINTS = ['DATE', 'DECIMAL', 'JSON', 'TIME', 'TIMESTAMP', 'UUID'];
const AGGREGATES = ['avg', 'count', 'max', 'min', 'sum'];

export const rds = {
  ...unsupportedMembers('rds', STATEMENTS),
  typeHint: unsupportedMembers('rds.typeHint', HINTS),
  agg: unsupportedMembers('rds.agg', [...AGGREGATES, ...AGGREGATES.map((name) => `${name}Distinct`)]),
};

export const ai = unsupportedMembers('ai', ['converse', 'invokeModel']);
