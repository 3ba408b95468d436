/** What others may know of DynamoDB: the engine behind it, and which tables the stack creates. */

import { createHandle } from '../../plugin/handle.ts';
import type { CallEngine } from './engine/call-engine.ts';

/** Provided by the boot, because the state of all services is in the engine too. */
export const ENGINE = createHandle<CallEngine>('the DynamoDB engine');

export type Tables = { has(tableName: string): boolean };

export const TABLES = createHandle<Tables>('DynamoDB tables');
