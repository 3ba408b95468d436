/** What a member needs that works on a text. */
import { failCode } from './stop.ts';

/** `complaint` is what the log says of anything else. */
export const needText = (value: unknown, complaint: string): string =>
  typeof value === 'string' ? value : failCode(complaint);
