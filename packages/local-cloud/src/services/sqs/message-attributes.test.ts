import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { digestOf, selectAttributes } from './message-attributes.ts';

const STRING = { attribName1: { DataType: 'String', StringValue: 'attribValue 1' } };
const NUMBER = {
  customNumberTypeAttrib: { DataType: 'Number.float', StringValue: '4563442423554324324264524243.32543234' },
};
const BINARY = {
  binaryAttribute: { DataType: 'Binary', BinaryValue: Buffer.from('Hello binary world!').toString('base64') },
};

describe('the digest of message attributes', () => {
  // The first four are the examples of the npm package aws-md5-of-message-attributes, the others were returned by AWS.
  const hello = { Hello: { DataType: 'String', StringValue: 'There' } };
  const general = { General: { DataType: 'String', StringValue: 'Kenobi' } };
  const cases = [
    { of: STRING, digest: '19e27d4e946b072f3f58da80d94fd778' },
    { of: NUMBER, digest: '9fe1b90bbd9965bdf77bac517c7d2495' },
    { of: BINARY, digest: '31a92b15d92f8db860eda32aceb656c3' },
    { of: { ...STRING, ...NUMBER, ...BINARY }, digest: 'c932db14a896c663f83c260297d594ff' },
    { of: hello, digest: 'a311262e065454b75da111d535b8dacd' },
    { of: { ...hello, ...general }, digest: 'fca026605781cb4126a1e9044df24232' },
  ];
  for (const { of, digest } of cases) {
    it(`is ${digest} for ${Object.keys(of).join(', ')}`, () => assert.equal(digestOf(of), digest));
  }

  it('is left out without attributes', () => assert.equal(digestOf({}), undefined));
});

describe('a receiver of message attributes', () => {
  const attributes = { Hello: {}, 'Help.Me': {}, General: {} };
  const cases = [
    { wanted: [], found: [] },
    { wanted: ['All'], found: ['Hello', 'Help.Me', 'General'] },
    { wanted: ['.*'], found: ['Hello', 'Help.Me', 'General'] },
    { wanted: ['Hel.*'], found: ['Hello', 'Help.Me'] },
    { wanted: ['Hello', 'Foo'], found: ['Hello'] },
    { wanted: ['Foo'], found: [] },
  ];
  for (const { wanted, found } of cases) {
    it(`gets ${JSON.stringify(found)} for ${JSON.stringify(wanted)}`, () =>
      assert.deepEqual(Object.keys(selectAttributes(attributes, wanted)), found));
  }
});
