/** NONE: the payload of the request is the result. */
import { succeeded } from './data-source.ts';
import type { DataSource } from './data-source.ts';
import { readRequest } from './request-document.ts';

export const noneDataSource: DataSource = async (request) => {
  if (request === null) return succeeded(null);
  return succeeded(readRequest(request, ['payload'])['payload'] ?? null);
};
