/** Newer code has written an item in a shape that this code doesn't know: the deployment brings code that does. */
import type { BusyErrorName } from '../../../domain/errors.ts';

export class LaterSchemaVersion extends Error {
  override name: BusyErrorName = 'LaterSchemaVersion';
}
