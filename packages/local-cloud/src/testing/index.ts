/** What tests outside this package build on. */

export { createRandom } from '../kernel/random.ts';
export { openBrowser, skipWithoutBrowser } from '../playground/testing/browser.ts';
export { createRealtimeServer } from '../services/appsync/realtime/server.ts';
export { openSocket } from '../services/appsync/realtime/testing/endpoint.ts';
export type { TestSocket } from '../services/appsync/realtime/testing/endpoint.ts';
export { createFakeApi, GOOD_KEY } from '../services/appsync/realtime/testing/fake-api.ts';
export type { FakeApi } from '../services/appsync/realtime/testing/fake-api.ts';
export { createCallEngine } from '../services/dynamodb/engine/call-engine.ts';
export type { CallEngine } from '../services/dynamodb/engine/call-engine.ts';
export { freePort } from '../services/dynamodb/engine/free-port.ts';
export { locateEngine } from '../services/dynamodb/engine/locate-engine.ts';
export { startEngine } from '../services/dynamodb/engine/start-engine.ts';
export { loadOfficialClients } from './official-clients/load-clients.ts';
export { firstEvent } from './official-clients/official-client.ts';
export type { OfficialClient } from './official-clients/official-client.ts';
export { rejectsWith } from './official-clients/rejects-with.ts';
export { trust } from './trust.ts';
export { writeAssembly } from './write-assembly.ts';
export type { StackFixture } from './write-assembly.ts';
