/** `runtime`. */
import { isRecord } from './kernel/natives.ts';
import { failCode, stop } from './kernel/stop.ts';

export const runtime = {
  /** Without an object it fails, as it does on AWS (aws-appsync-community#280). */
  earlyReturn: (result?: unknown, options?: unknown): never => {
    if (result === undefined || result === null) return failCode('runtime.earlyReturn needs a value to return');
    const skipTo = isRecord(options) && options['skipTo'] === 'END' ? 'END' : 'NEXT';
    return stop({ kind: 'earlyReturn', result, skipTo });
  },
};
