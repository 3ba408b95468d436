/** What a member needs that works on a text. */
import { failCode } from './stop.ts';

/** `complaint` is what the log says of anything else. */
export function needText(value: unknown, complaint: string): string {
  return typeof value === 'string' ? value : failCode(complaint);
}
