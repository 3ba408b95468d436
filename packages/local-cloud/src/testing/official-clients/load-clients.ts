/** The clients that AWS publishes, by the name of their package. Loading them takes a second, so only this loads them. */

import type { CreateOfficialClient } from './official-client.ts';

export type OfficialClients = {
  readonly 'aws-amplify': CreateOfficialClient;
  readonly '@apollo/client': CreateOfficialClient;
};

export async function loadOfficialClients(): Promise<OfficialClients> {
  const [{ createAmplify }, { createApollo }] = await Promise.all([import('./amplify.ts'), import('./apollo.ts')]);
  return { 'aws-amplify': createAmplify, '@apollo/client': createApollo };
}
