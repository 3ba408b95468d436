import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { listOf, runBody, stringOf, valueOf } from '../../testing/run-code.ts';

describe('the encodings of util', () => {
  for (const [expression, expected] of [
    [`urlEncode('a b&c=d/é😀.*_-~')`, 'a+b%26c%3Dd%2F%C3%A9%F0%9F%98%80.*_-%7E'],
    [`urlDecode('a+b%26c%3Dd%2F%C3%A9%F0%9F%98%80~')`, 'a b&c=d/é😀~'],
    [`urlDecode('%FF')`, '\ufffd'],
    [`base64Encode('Hello, é😀')`, 'SGVsbG8sIMOp8J+YgA=='],
    [`base64Encode('')`, ''],
    [`base64Encode([104, 105])`, 'aGk='],
    [`base64Decode('SGVsbG8sIMOp8J+YgA==')`, 'Hello, é😀'],
    [`base64Decode('aGk')`, 'hi'],
    [`escapeJavaScript('He said "don\\'t" </a>\\n\\u0001é')`, `He said \\"don\\'t\\" <\\/a>\\n\\u0001\\u00E9`],
  ] as const) {
    it(`${expression} is ${expected}`, () => {
      assert.equal(valueOf(`util.${expression}`), expected);
    });
  }

  for (const expression of [
    `urlDecode('%G1')`,
    `urlDecode('%4')`,
    `base64Decode('*')`,
    'urlEncode(1)',
    'escapeJavaScript(null)',
  ]) {
    it(`fail at ${expression}`, () => {
      assert.equal(runBody(`return util.${expression};`).error?.message, 'Runtime Error');
    });
  }
});

describe('the ids of util', () => {
  for (const [name, form] of [
    ['autoId', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    ['autoUlid', /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/],
    ['autoKsuid', /^[0-9A-Za-z]{27}$/],
  ] as const) {
    it(`${name} has its form, and never comes again`, () => {
      const [one, other] = listOf(`[util.${name}(), util.${name}()]`);
      assert.ok(typeof one === 'string');
      assert.match(one, form);
      assert.notEqual(one, other);
    });
  }

  it('autoUlid begins with the time in milliseconds', () => {
    const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const ulid = stringOf('util.autoUlid()');
    const time = Array.from(ulid.slice(0, 10)).reduce((sum, digit) => sum * 32 + digits.indexOf(digit), 0);
    assert.ok(Math.abs(time - Date.now()) < 60_000);
  });

  it('autoKsuid begins with the time in seconds since 2014', () => {
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const ksuid = stringOf('util.autoKsuid()');
    const value = Array.from(ksuid).reduce((sum, digit) => sum * 62n + BigInt(digits.indexOf(digit)), 0n);
    assert.ok(Math.abs(Number(value >> 128n) + 1_400_000_000 - Date.now() / 1000) < 60);
  });
});

/** Every case was captured from AWS. */
describe('util.authType', () => {
  const iam = {
    accountId: '123456789012',
    cognitoIdentityPoolId: null,
    cognitoIdentityId: null,
    sourceIp: ['1.2.3.4'],
    username: 'key',
    userArn: 'arn:aws:iam::123456789012:user/alice',
    cognitoIdentityAuthType: null,
    cognitoIdentityAuthProvider: null,
  };
  const userPool = {
    sourceIp: ['1.2.3.4'],
    username: 'alice',
    groups: ['admins'],
    sub: 'sub-1',
    issuer: 'https://cognito',
    claims: { sub: 'sub-1' },
    defaultAuthStrategy: 'ALLOW',
  };
  const oidc = { sub: 'sub-1', issuer: 'https://accounts', claims: { sub: 'sub-1' } };
  const { userArn: _userArn, ...iamWithoutArn } = iam;
  const { groups: _groups, ...userPoolWithoutGroups } = userPool;
  const { defaultAuthStrategy: _strategy, ...userPoolWithoutStrategy } = userPool;
  const { sourceIp: _sourceIp, ...userPoolWithoutIp } = userPool;

  for (const [shape, identity, mode] of [
    ['null', null, 'API Key Authorization'],
    ['a resolver context', { resolverContext: { a: 'b' } }, 'Lambda Authorization'],
    ['nothing', {}, 'Lambda Authorization'],
    ['IAM', iam, 'IAM Authorization'],
    [
      'IAM of an identity pool',
      { ...iam, cognitoIdentityId: 'id', cognitoIdentityAuthType: 'authenticated' },
      'IAM Authorization',
    ],
    ['a user pool', userPool, 'User Pool Authorization'],
    ['a user pool without groups', userPoolWithoutGroups, 'User Pool Authorization'],
    ['OIDC', oidc, 'Open ID Connect Authorization'],
    ['IAM without its ARN', iamWithoutArn, 'API Key Authorization'],
    ['IAM with a null source IP', { ...iam, sourceIp: null }, 'API Key Authorization'],
    ['a user pool without its strategy', userPoolWithoutStrategy, 'API Key Authorization'],
    ['a user pool without its source IP', userPoolWithoutIp, 'API Key Authorization'],
    ['only claims', { claims: {} }, 'API Key Authorization'],
    ['OIDC beside a username', { ...oidc, username: 'alice' }, 'API Key Authorization'],
  ] as const) {
    it(`of an identity of ${shape} is ${mode}`, () => {
      assert.equal(valueOf('util.authType()', { identity: structuredClone<object | null>(identity) as never }), mode);
    });
  }
});

describe('util.str and util.math', () => {
  for (const [expression, expected] of [
    [`util.str.normalize('e\\u0301', 'nfc')`, 'é'],
    [`util.str.normalize('é', 'nfd')`, 'e\u0301'],
    [`util.str.normalize('ﬁ', 'nfkc')`, 'fi'],
    [`util.str.normalize('ﬁ', 'nfkd')`, 'fi'],
    ['util.math.roundNum(2.5)', 3],
    ['util.math.roundNum(-2.5)', -2],
    ['util.math.minVal(1, 2)', 1],
    ['util.math.maxVal(1, 2)', 2],
  ] as const) {
    it(`${expression} is ${expected}`, () => {
      assert.equal(valueOf(expression), expected);
    });
  }

  it('stay within their bounds at random', () => {
    const numbers = listOf(`'${'x'.repeat(200)}'.split('').map(() => util.math.randomWithinRange(3, 5))`);
    assert.deepEqual([...new Set(numbers)].sort(), [3, 4, 5]);
    assert.equal(valueOf('util.math.randomDouble() < 1'), true);
  });

  it('fail with an unknown normal form', () => {
    assert.equal(runBody(`util.str.normalize('a', 'NFC');`).error?.message, 'Runtime Error');
  });
});

describe('util.http', () => {
  it('copies headers, but not those of the connection', () => {
    const headers = { Host: 'h', 'Content-Length': '1', TE: 't', 'x-mine': 'm', authorization: 'a' };
    assert.deepEqual(
      valueOf('util.http.copyHeaders(ctx.request.headers)', { request: { headers, domainName: null } }),
      {
        'x-mine': 'm',
        authorization: 'a',
      },
    );
  });

  it('adds response headers, the last of a name wins', () => {
    const { responseHeaders, outErrors } = runBody(
      `util.http.addResponseHeader('items', 7); util.http.addResponseHeaders({ items: 8, text: 'a', object: { a: 1 } });`,
    );
    assert.deepEqual(responseHeaders, { items: '8', text: 'a', object: '{"a":1}' });
    assert.deepEqual(outErrors, []);
  });

  for (const header of [
    `'', 1`,
    `null, 1`,
    `'a', null`,
    `'Vary', 'x'`,
    `'content-type', 'x'`,
    `'Access-Control-Allow-Origin', '*'`,
    `'X-Amz-Thing', 'x'`,
    `'x-amzn-requestid', 'x'`,
    `'Connection', 'x'`,
    `'a', '${'x'.repeat(4_096)}'`,
  ]) {
    it(`leaves out (${header.slice(0, 40)}), with an error`, () => {
      const { responseHeaders, outErrors } = runBody(`util.http.addResponseHeader(${header});`);
      assert.deepEqual(responseHeaders, {});
      assert.deepEqual(
        outErrors.map(({ errorType }) => errorType),
        ['ResponseHeaderError'],
      );
    });
  }

  it('counts a header that is replaced later', () => {
    const { outErrors } = runBody(
      `for (const n of [1, 2, 3]) util.http.addResponseHeader('a', '${'x'.repeat(2_000)}');`,
    );
    assert.equal(outErrors.length, 1);
  });
});

describe('util.xml', () => {
  const one = `<?xml version="1.0" encoding="UTF-8"?>\n<posts>\n<post>\n  <id>1</id>\n  <title>Getting started</title>\n</post>\n</posts>`;
  for (const [what, xml, expected] of [
    ['an element', one, { posts: { post: { id: 1, title: 'Getting started' } } }],
    ['a repeated element as a list', '<a><b>1</b><b>x</b><b/></a>', { a: { b: [1, 'x', ''] } }],
    [
      'attributes and text',
      '<a id="7" name=\'n\'>text<b>true</b></a>',
      { a: { id: 7, name: 'n', content: 'text', b: true } },
    ],
    ['entities and CDATA', '<a>x &lt;&amp;&#65;&#x42;<![CDATA[<b>&]]></a>', { a: 'x <&AB<b>&' }],
    ['comments and instructions as nothing', '<!DOCTYPE a><a><!-- <b> --><?x y?></a>', { a: '' }],
    [
      'numbers only where they are written so',
      '<a><b>007</b><b>-1.5</b><b>1e3</b><b>null</b></a>',
      { a: { b: ['007', -1.5, '1e3', null] } },
    ],
    ['names with a prefix', '<n:a xmlns:n="u"><n:b>1</n:b></n:a>', { 'n:a': { 'xmlns:n': 'u', 'n:b': 1 } }],
    ['no text', '', {}],
  ] as const) {
    it(`reads ${what}`, () => {
      assert.deepEqual(valueOf('util.xml.toMap(ctx.args.xml)', { arguments: { xml } }), expected);
    });
  }

  it('gives JSON, as a JSON string when that is asked for', () => {
    assert.equal(valueOf(`util.xml.toJsonString('<a>1</a>')`), '{"a":1}');
    assert.equal(valueOf(`util.xml.toJsonString('<a>1</a>', true)`), '"{\\"a\\":1}"');
  });

  for (const xml of ['<a>', '<a></b>', '</a>', 'text', '<a', '<a>&nope;</a>', '<a b=1></a>']) {
    it(`fails with ${xml}`, () => {
      assert.equal(runBody('util.xml.toMap(ctx.args.xml);', { arguments: { xml } }).error?.message, 'Runtime Error');
    });
  }
});

describe('JSON and other globals', () => {
  for (const [expression, expected] of [
    [`JSON.parse('{"a":[1]}')`, { a: [1] }],
    [`JSON.parse('nonsense')`, ''],
    [`JSON.parse('')`, ''],
    [`JSON.stringify({ a: [1, null] })`, '{"a":[1,null]}'],
    [`Object.assign({ a: 1 }, null, { b: 2 }, { a: 3 })`, { a: 3, b: 2 }],
    [`[Object.keys({ a: 1 }), Object.values({ a: 1 }), Object.entries({ a: 1 })]`, [['a'], [1], [['a', 1]]]],
    [`[Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn({}, 'toString')]`, [true, false]],
    ['[Math.min(2, 1), Math.max(1, 2), Math.round(1.5), Math.floor(1.5), Math.ceil(1.5)]', [1, 2, 2, 1, 2]],
    ['[Number.isFinite(1), Number.isFinite("1"), Number.isNaN(NaN)]', [true, false, true]],
    ['[3, 10, 2].sort()', [10, 2, 3]],
    ['[[1, [2]], 3].flat()', [1, [2], 3]],
    ['[1, 2, 3].reduceRight((all, one) => [...all, one], [])', [3, 2, 1]],
    ['[1, 2, 3, 4].splice(1, 2)', [2, 3]],
    ['String.raw`a\\n${1}`', 'a\\n1'],
    ['`${[1, 2]} ${true} ${null} ${undefined}`', '1,2 true null undefined'],
  ] as const) {
    it(`${expression} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(valueOf(expression), expected);
    });
  }
});
