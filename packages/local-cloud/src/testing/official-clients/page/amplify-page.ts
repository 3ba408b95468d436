/** A page that queries, changes and watches the notice board with Amplify, and shows what it received. */

import { createAmplify } from '../amplify.ts';
import { isObject } from '../../../kernel/json.ts';
import { firstEvent, isSignIn } from '../official-client.ts';
import type { SignIn } from '../official-client.ts';

type Settings = { readonly graphqlUrl: string; readonly signIn: SignIn };

function isSettings(value: unknown): value is Settings {
  return isObject(value) && typeof value['graphqlUrl'] === 'string' && isSignIn(value['signIn']);
}

const settings: unknown = JSON.parse(decodeURIComponent(location.hash.slice(1)));
if (!isSettings(settings)) throw new Error('The page needs its settings in the hash of its URL.');
const client = createAmplify(settings.graphqlUrl, settings.signIn);

function post() {
  return client.request('mutation { post(id: "9", text: "from a page") { id text by } }');
}

const told = {
  asked: await client.request('{ notice(id: "1") { id text } }'),
  changed: await post(),
  heard: await firstEvent(client, 'subscription { posted(id: "9") { id text by } }', {}, post),
};
document.body.append(JSON.stringify(told));
