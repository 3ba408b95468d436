/** Encodings, ids, `util.str`, `util.math` and `util.xml`. */
import { returns } from './snippet.ts';
import type { Topic } from './snippet.ts';
import { ASSUMED, UTILITIES, XML_PAGE } from './sources.ts';

const ENCODINGS: readonly (readonly [expression: string, name: string])[] = [
  [`util.urlEncode('a b&c=d/é😀.*_-~')`, 'urlEncode is that of forms: + for a blank'],
  [`util.urlDecode('a+b%26c%3Dd%2F%C3%A9%F0%9F%98%80~')`, 'urlDecode reads + as a blank'],
  [`util.urlDecode('%FF')`, 'urlDecode of half a character'],
  [`util.urlDecode('%G1')`, 'urlDecode of what is no escape'],
  [`util.base64Encode('Hello, é😀')`, 'base64Encode encodes UTF-8'],
  [`util.base64Encode('')`, 'base64Encode of nothing'],
  [`util.base64Decode('SGVsbG8sIMOp8J+YgA==')`, 'base64Decode reads UTF-8'],
  [`util.base64Decode('aGk')`, 'base64Decode does without padding'],
  [`util.base64Decode('*')`, 'base64Decode of what is not base64'],
  [
    `util.escapeJavaScript('He said "don\\'t" </a>\\n\\u0001é')`,
    'escapeJavaScript escapes quotes, slashes and what is not ASCII',
  ],
  [`util.str.normalize('e\\u0301', 'nfc')`, 'normalize to nfc'],
  [`util.str.normalize('é', 'nfd').length`, 'normalize to nfd'],
  [`util.str.normalize('ﬁ', 'nfkc')`, 'normalize to nfkc'],
  [`util.str.normalize('a', 'NFC')`, 'normalize with a form in capitals'],
  ['util.math.roundNum(2.5)', 'roundNum of a tie'],
  ['util.math.roundNum(-2.5)', 'roundNum of a negative tie'],
  ['[util.math.minVal(1, 2), util.math.maxVal(1, 2)]', 'minVal and maxVal'],
  ['[util.math.randomDouble() >= 0, util.math.randomDouble() < 1]', 'randomDouble is from 0 to below 1'],
  ['util.math.randomWithinRange(3, 3)', 'randomWithinRange of one number'],
  [
    `'${'x'.repeat(200)}'.split('').some(() => util.math.randomWithinRange(1, 2) === 2)`,
    'randomWithinRange includes its upper bound',
  ],
];

/** Normalized: what is compared is the form of an id, not the id. */
const IDS: readonly (readonly [expression: string, name: string])[] = [
  [
    `util.matches('[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}', util.autoId())`,
    'autoId is a random UUID in lower case',
  ],
  [`util.matches('[0-7][0-9A-HJKMNP-TV-Z]{25}', util.autoUlid())`, 'autoUlid is a ULID of 26 characters'],
  [`util.matches('[0-9A-Za-z]{27}', util.autoKsuid())`, 'autoKsuid is a KSUID of 27 characters'],
  ['[util.autoId() === util.autoId(), util.autoUlid() === util.autoUlid()]', 'ids differ'],
];

const XML: readonly (readonly [xml: string, name: string])[] = [
  ['<posts>\n<post>\n  <id>1</id>\n  <title>Getting started</title>\n</post>\n</posts>', 'an element, as in the guide'],
  ['<posts><post><id>1</id></post><post><id>2</id></post></posts>', 'repeated elements, as in the guide'],
  ['<a id="7" name=\'n\'>text<b>true</b></a>', 'attributes and text'],
  ['<a>x &lt;&amp;&#65;<![CDATA[<b>&]]></a>', 'entities and CDATA'],
  ['<a><b>007</b><b>-1.5</b><b>1e3</b><b>null</b><b/></a>', 'numbers, null and nothing'],
  ['<a>', 'what is no XML'],
];

export const TOOLS: Topic = {
  group: 'utilities',
  snippets: [
    ...ENCODINGS.map(([expression, name]) => returns(expression, name, UTILITIES)),
    ...IDS.map(([expression, name]) => returns(expression, name, UTILITIES)),
    ...XML.map(([xml, name]) => ({
      name: `xml.toMap reads ${name}`,
      source: name.endsWith('guide') ? XML_PAGE : ASSUMED,
      body: 'return util.xml.toMap(ctx.args.xml);',
      context: { arguments: { xml } },
    })),
    returns(`util.xml.toJsonString('<a>1</a>')`, 'xml.toJsonString gives JSON', XML_PAGE),
    returns(`util.xml.toJsonString('<a>1</a>', true)`, 'xml.toJsonString gives JSON as a JSON string', XML_PAGE),
  ],
};
