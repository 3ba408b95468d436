/** An API with a mutation `publish` that returns its input, and subscriptions to it. */
import assert from 'node:assert/strict';
import type { JsonObject } from '../../../kernel/json.ts';
import type { Caller, PublishedEvent, Subscription } from '../api.ts';
import type { ResolverDefinition } from '../definition.ts';
import { BY_API_KEY, createTestApi, local } from './test-api.ts';

const SCHEMA = `
  type Query { nothing: String }
  type Mutation {
    publish(input: AWSJSON): Order @aws_api_key @aws_iam
    refund(input: AWSJSON): Order
    other: Order
  }
  type Subscription {
    onOrder(id: ID, status: String, count: Int): Order @aws_subscribe(mutations: ["publish", "refund"]) @aws_api_key @aws_iam
    guarded(id: ID!): Order @aws_subscribe(mutations: ["publish"])
    hidden: Order @aws_subscribe(mutations: ["publish"]) @aws_iam
  }
  type Order @aws_api_key @aws_iam {
    id: ID! status: String count: Int tags: [String] secret: String @aws_iam customer: Customer lines: [Line!] note: AWSJSON
  }
  type Customer @aws_api_key @aws_iam { name: String! }
  type Line @aws_api_key @aws_iam { sku: String! }
`;

const PUBLISH = local('Mutation.publish', 'return { payload: ctx.args.input };');
const FULL = '{ id status count tags customer { name } lines { sku } note }';

export function createTestSubscriptions(...resolvers: readonly ResolverDefinition[]) {
  const { api, ask } = createTestApi({
    schema: SCHEMA,
    authModes: [{ type: 'API_KEY' }, { type: 'AWS_IAM' }],
    resolvers: [PUBLISH, ...resolvers],
  });
  const subscribe = async (
    query: string,
    variables: JsonObject = {},
    caller: Caller = BY_API_KEY,
  ): Promise<Subscription> => {
    const answer = await api.subscribe(caller, { query, variables, operationName: null }, {});
    assert.ok('subscription' in answer, JSON.stringify(answer));
    return answer.subscription;
  };
  const publish = async (input: JsonObject, selection = FULL, caller = BY_API_KEY): Promise<PublishedEvent> => {
    const events: PublishedEvent[] = [];
    const stop = api.onPublish((event) => events.push(event));
    await ask(`mutation($i: AWSJSON) { publish(input: $i) ${selection} }`, { i: JSON.stringify(input) }, caller);
    stop();
    const [event] = events;
    assert.ok(event !== undefined && events.length === 1);
    return event;
  };
  return { api, ask, subscribe, publish };
}
