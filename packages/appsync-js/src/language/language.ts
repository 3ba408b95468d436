/**
 * What APPSYNC_JS has of JavaScript's library (Developer Guide, "Supported runtime features"), with the TypeScript type
 * of what each member gives. `T` is an array's element. Members marked "undocumented" are not in AWS's list, but
 * neither does `@aws-appsync/eslint-plugin` deny them, and AWS's own samples use `includes` and `substring`.
 */

export type Members = { readonly [name: string]: string };

/** Those that walk the array with a function of the caller. */
export const ARRAY_WALKS: Members = {
  every: 'boolean',
  filter: 'T[]',
  find: 'any',
  findIndex: 'number',
  findLast: 'any',
  findLastIndex: 'number',
  flatMap: 'any[]',
  forEach: 'void',
  map: 'any[]',
  reduce: 'any',
  reduceRight: 'any',
  some: 'boolean',
};

export const ARRAY_METHODS: Members = {
  ...ARRAY_WALKS,
  at: 'any', // undocumented
  concat: 'any[]',
  fill: 'any[]',
  flat: 'any[]',
  includes: 'boolean', // undocumented
  indexOf: 'number',
  join: 'string',
  lastIndexOf: 'number',
  pop: 'any',
  push: 'number',
  reverse: 'T[]',
  shift: 'any',
  slice: 'T[]',
  sort: 'T[]',
  splice: 'T[]',
  unshift: 'number',
};

export const STRING_METHODS: Members = {
  charAt: 'string',
  concat: 'string',
  endsWith: 'boolean',
  includes: 'boolean', // undocumented
  indexOf: 'number',
  lastIndexOf: 'number',
  replace: 'string',
  replaceAll: 'string',
  slice: 'string',
  split: 'string[]',
  startsWith: 'boolean',
  substring: 'string', // undocumented
  toLowerCase: 'string',
  toString: 'string', // undocumented
  toUpperCase: 'string',
  trim: 'string',
  trimEnd: 'string',
  trimStart: 'string',
};

export const NUMBER_METHODS: Members = {
  toFixed: 'string', // undocumented
  toString: 'string', // undocumented
};

/** Global objects and their members. None can be called, and nothing can be made of them with `new`. */
export const GLOBALS: { readonly [name: string]: Members } = {
  Object: { assign: 'any', entries: 'any[]', hasOwn: 'boolean', keys: 'string[]', values: 'any[]' },
  String: { raw: 'string' },
  Number: { isFinite: 'boolean', isNaN: 'boolean' },
  Math: { ceil: 'number', floor: 'number', max: 'number', min: 'number', random: 'number', round: 'number' },
  JSON: { parse: 'any', stringify: 'any' },
  console: {
    debug: 'void', // undocumented
    error: 'void',
    info: 'void', // undocumented
    log: 'void',
    warn: 'void', // undocumented
  },
};

/** Service quotas, "Maximum size of a JavaScript resolver or function code", in characters. */
export const MAX_CODE_CHARACTERS = 32_768;

/** Service quotas, "Number of iterations in a for..of loop", in `for-in` and array walks too. */
export const MAX_ITERATIONS = 1_000;
