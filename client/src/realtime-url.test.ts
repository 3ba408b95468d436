/** The rule by which AppSync's clients find the real-time endpoint. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { realtimeUrlOf } from './realtime-url.ts';

const ID = 'abcdefghijklmnopqrstuvwxyz';
const CASES: [string, string][] = [
  [
    `https://${ID}.appsync-api.eu-west-1.amazonaws.com/graphql`,
    `wss://${ID}.appsync-realtime-api.eu-west-1.amazonaws.com/graphql`,
  ],
  [
    `https://${ID}.appsync-api.cn-north-1.amazonaws.com.cn/graphql`,
    `wss://${ID}.appsync-realtime-api.cn-north-1.amazonaws.com.cn/graphql`,
  ],
  ['https://api.example.com/graphql', 'wss://api.example.com/graphql/realtime'],
  ['http://localhost:4000/graphql', 'ws://localhost:4000/graphql/realtime'],
  ['HTTP://localhost:4000/graphql', 'ws://localhost:4000/graphql/realtime'],
  [
    'https://short.appsync-api.eu-west-1.amazonaws.com/graphql',
    'wss://short.appsync-api.eu-west-1.amazonaws.com/graphql/realtime',
  ],
];

describe('realtimeUrlOf', () => {
  for (const [graphqlUrl, realtimeUrl] of CASES) {
    it(`leads from ${graphqlUrl} to ${realtimeUrl}`, () => assert.equal(realtimeUrlOf(graphqlUrl), realtimeUrl));
  }
});
