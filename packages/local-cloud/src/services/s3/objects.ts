/** S3's objects as files, enough for what a stack stores and a person reads back. */

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { AwsError } from '../../aws/error.ts';
import type { Permission } from '../../gateway/operation.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { isJsonObject, stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';

export type Buckets = {
  /**
   * Holds a folder for each bucket. A key is stored as one URL-encoded file name, so that no key can leave its bucket.
   * Bodies are UTF-8 text.
   */
  readonly directory: string;
  /** Those of the template. */
  readonly names: Set<string>;
};

export const OPERATIONS = {
  PutObject: onObject('PutObject', async (file, input, { directory }) => {
    const body = stringAt(input, 'Body') ?? '';
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const unfinished = join(directory, `${randomUUID()}.unfinished`);
    await writeFile(unfinished, body, { flush: true, mode: 0o600 });
    await rename(unfinished, file);
    return { ETag: etag(body) };
  }),

  GetObject: onObject('GetObject', async (file) => {
    const body = await readFile(file, 'utf8').catch(() => undefined);
    if (body === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
    return { Body: body, ETag: etag(body) };
  }),

  DeleteObject: onObject('DeleteObject', async (file) => {
    await rm(file, { force: true });
    return {};
  }),

  ListObjectsV2: {
    permissions: (input: JsonObject): readonly Permission[] => {
      const prefix = stringAt(input, 'Prefix');
      const context = prefix !== undefined && { context: { 's3:prefix': prefix } };
      return [{ action: 's3:ListBucket', resource: `arn:aws:s3:::${stringAt(input, 'Bucket')}`, ...context }];
    },
    serve: async (input: JsonObject, { directory, names }: Buckets): Promise<JsonObject> => {
      const bucket = bucketOf(input, names);
      const prefix = stringAt(input, 'Prefix') ?? '';
      const keys = (await keysOf(directory, bucket)).filter((key) => key.startsWith(prefix));
      const folders = foldersOf(keys, prefix, stringAt(input, 'Delimiter') ?? '');
      const isInFolder = (key: string) => folders.some((folder) => key.startsWith(folder));
      const page = pageOf([...keys.filter((key) => !isInFolder(key)), ...folders].sort(), input);
      const shownFolders = page.entries.filter((entry) => folders.includes(entry));
      const shownKeys = page.entries.filter((entry) => !folders.includes(entry));
      const Contents = await Promise.all(shownKeys.map((key) => describe(directory, bucket, key)));
      const CommonPrefixes = shownFolders.map((folder) => ({ Prefix: folder }));
      return { Name: bucket, Prefix: prefix, KeyCount: page.entries.length, ...page.members, Contents, CommonPrefixes };
    },
  },

  /** Buckets have no versioning, so each object has one version. */
  ListObjectVersions: {
    permissions: (input: JsonObject): readonly Permission[] => [
      { action: 's3:ListBucketVersions', resource: `arn:aws:s3:::${stringAt(input, 'Bucket')}` },
    ],
    serve: async (input: JsonObject, { directory, names }: Buckets): Promise<JsonObject> => {
      const bucket = bucketOf(input, names);
      const keys = await keysOf(directory, bucket);
      const shown = await Promise.all(keys.slice(0, MAX_KEYS).map((key) => describe(directory, bucket, key)));
      const Version = shown.map((one) => ({ ...one, VersionId: UNVERSIONED, IsLatest: true }));
      return { Name: bucket, MaxKeys: MAX_KEYS, IsTruncated: keys.length > MAX_KEYS, Version };
    },
  },

  DeleteObjects: {
    permissions: (input: JsonObject): readonly Permission[] =>
      objectsIn(input).map((one) => ({
        action: stringAt(one, 'VersionId') === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
        resource: `arn:aws:s3:::${stringAt(input, 'Bucket')}/${stringAt(one, 'Key')}`,
      })),
    serve: async (input: JsonObject, { directory, names }: Buckets): Promise<JsonObject> => {
      const bucket = bucketOf(input, names);
      const objects = objectsIn(input);
      if (objects.length > MAX_KEYS) {
        throw new AwsError('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
      }
      const files = objects.map((one) => fileOf(directory, bucket, stringAt(one, 'Key') ?? ''));
      await Promise.all(files.map((file) => rm(file, { force: true })));
      return {};
    },
  },
};

/** The version of an object that was written without versioning (S3 user guide, "Using versioning in S3 buckets"). */
const UNVERSIONED = 'null';

function objectsIn(input: JsonObject): readonly JsonObject[] {
  const objects = input['Objects'];
  return Array.isArray(objects) ? objects.filter(isJsonObject) : [];
}

function onObject(
  name: string,
  serve: (file: string, input: JsonObject, buckets: Buckets) => Promise<JsonObject>,
): Operation<Buckets> {
  return {
    permissions: (input) => [
      { action: `s3:${name}`, resource: `arn:aws:s3:::${stringAt(input, 'Bucket')}/${stringAt(input, 'Key')}` },
    ],
    serve: async (input, buckets) => {
      const bucket = bucketOf(input, buckets.names);
      const key = stringAt(input, 'Key') ?? '';
      if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new AwsError('KeyTooLongError', 'Your key is too long');
      return serve(fileOf(buckets.directory, bucket, key), input, buckets);
    },
  };
}

function bucketOf(input: JsonObject, names: ReadonlySet<string>): string {
  const bucket = stringAt(input, 'Bucket') ?? '';
  if (!names.has(bucket)) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  return bucket;
}

/** In bytes of UTF-8 ("Naming Amazon S3 objects", user guide). */
const MAX_KEY_BYTES = 1024;
const MAX_KEYS = 1000;

/** What the keys have between the prefix and the next delimiter, in the place of those keys. */
function foldersOf(keys: readonly string[], prefix: string, delimiter: string): readonly string[] {
  const ends = delimiter === '' ? [] : keys.map((key) => key.indexOf(delimiter, prefix.length));
  return [
    ...new Set(ends.flatMap((end, index) => (end < 0 ? [] : (keys[index] ?? '').slice(0, end + delimiter.length)))),
  ];
}

/** The entries after the token's or `StartAfter`, at most `MaxKeys` of them. A token is the last entry of the page before. */
function pageOf(entries: readonly string[], input: JsonObject) {
  const token = stringAt(input, 'ContinuationToken');
  const wanted = Number(input['MaxKeys'] ?? MAX_KEYS);
  if (!Number.isInteger(wanted) || wanted < 0)
    throw new AwsError('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  const after =
    token === undefined ? (stringAt(input, 'StartAfter') ?? '') : Buffer.from(token, 'base64url').toString();
  const MaxKeys = Math.min(wanted, MAX_KEYS);
  const rest = entries.filter((entry) => entry > after);
  const page = rest.slice(0, MaxKeys);
  const IsTruncated = MaxKeys > 0 && rest.length > MaxKeys;
  const next = IsTruncated && { NextContinuationToken: Buffer.from(page.at(-1) ?? '').toString('base64url') };
  return { entries: page, members: { MaxKeys, IsTruncated, ...next } };
}

async function keysOf(directory: string, bucket: string): Promise<readonly string[]> {
  const found = await readdir(join(directory, bucket), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found
    .filter((one) => one.isFile())
    .map((one) => join(relative(join(directory, bucket), one.parentPath), one.name));
  return files.map((file) => decodeURIComponent(file.split(`${SPLIT}${sep}`).join(''))).sort();
}

/** A file name has at most 255 bytes: a longer key goes on in a folder, whose name no key can have. */
const MAX_NAME_CHARACTERS = 200;
const SPLIT = '+';

function fileOf(directory: string, bucket: string, key: string): string {
  const name = encodeURIComponent(key.toWellFormed()).replace(/^\.+/, (dots) => dots.replaceAll('.', '%2E'));
  const parts = name.match(new RegExp(`.{1,${MAX_NAME_CHARACTERS}}`, 'g')) ?? [''];
  return join(directory, bucket, ...parts.map((part, index) => (index < parts.length - 1 ? part + SPLIT : part)));
}

function etag(body: string): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

async function describe(directory: string, bucket: string, key: string): Promise<JsonObject> {
  const { size, mtime } = await stat(fileOf(directory, bucket, key));
  return { Key: key, Size: size, LastModified: mtime.toISOString() };
}
