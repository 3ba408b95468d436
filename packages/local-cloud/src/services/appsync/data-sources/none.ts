/** NONE: the payload of the request is the result. */
import { succeeded } from './contract/data-source.ts';
import type { DataSource } from './contract/data-source.ts';
import { readRequest } from './contract/request-document.ts';

export const noneDataSource: DataSource = (request) => {
  if (request === null) return succeeded(null);
  return succeeded(readRequest(request, ['payload'])['payload'] ?? null);
};
