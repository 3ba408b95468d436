/** A page that queries, changes and watches the notice board with Amplify, and shows what it received. */

import { createAmplify } from '../amplify.ts';
import { firstEvent } from '../official-client.ts';

const { graphqlUrl, signIn } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const client = createAmplify(graphqlUrl, signIn);

function post() {
  return client.request('mutation { post(id: "9", text: "from a page") { id text by } }');
}

const told = {
  asked: await client.request('{ notice(id: "1") { id text } }'),
  changed: await post(),
  heard: await firstEvent(client, 'subscription { posted(id: "9") { id text by } }', {}, post),
};
document.body.append(JSON.stringify(told));
