/** The rule by which AppSync's clients find the real-time endpoint. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { realtimeUrlOf } from './realtime-url.ts';

const ID = 'abcdefghijklmnopqrstuvwxyz';
const CASES = [
  {
    graphqlUrl: `https://${ID}.appsync-api.eu-west-1.amazonaws.com/graphql`,
    realtimeUrl: `wss://${ID}.appsync-realtime-api.eu-west-1.amazonaws.com/graphql`,
  },
  {
    graphqlUrl: `https://${ID}.appsync-api.cn-north-1.amazonaws.com.cn/graphql`,
    realtimeUrl: `wss://${ID}.appsync-realtime-api.cn-north-1.amazonaws.com.cn/graphql`,
  },
  { graphqlUrl: 'https://api.example.com/graphql', realtimeUrl: 'wss://api.example.com/graphql/realtime' },
  { graphqlUrl: 'http://localhost:4000/graphql', realtimeUrl: 'ws://localhost:4000/graphql/realtime' },
  { graphqlUrl: 'HTTP://localhost:4000/graphql', realtimeUrl: 'ws://localhost:4000/graphql/realtime' },
  {
    graphqlUrl: 'https://short.appsync-api.eu-west-1.amazonaws.com/graphql',
    realtimeUrl: 'wss://short.appsync-api.eu-west-1.amazonaws.com/graphql/realtime',
  },
];

describe('realtimeUrlOf', () => {
  for (const { graphqlUrl, realtimeUrl } of CASES) {
    it(`leads from ${graphqlUrl} to ${realtimeUrl}`, () => assert.equal(realtimeUrlOf(graphqlUrl), realtimeUrl));
  }
});
