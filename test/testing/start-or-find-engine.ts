/** A database engine for tests that need no other part of the cloud. */
import { locateEngine, startEngine } from '@ordersaga/local-cloud/testing';

/** The engine that DYNAMODB_ENDPOINT names, or one of its own that keeps its data in the directory. */
export async function startOrFindEngine(
  directory: string,
): Promise<{ readonly endpoint: string; readonly stop: () => Promise<void> }> {
  const location = locateEngine(process.env);
  if ('endpoint' in location) return { endpoint: location.endpoint, stop: () => Promise.resolve() };
  return startEngine(location.binary, directory);
}
