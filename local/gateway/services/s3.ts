/** The gateway's S3: objects as files, enough for what a stack stores and a person reads back. */

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { textAt } from '../../json.ts';
import { AwsError } from '../aws-call.ts';
import type { JsonObject } from '../aws-call.ts';
import { unknownOperation } from '../gateway.ts';
import type { Service } from '../gateway.ts';

/**
 * `directory` holds a folder for each bucket; `buckets` names those of the template. A key is stored as one URL-encoded
 * file name, so that no key can leave its bucket. Bodies are UTF-8 text.
 */
export const createS3 = (directory: string, buckets: ReadonlySet<string>): Service => {
  const operations: { readonly [name: string]: (file: string, bucket: string, input: JsonObject) => Promise<JsonObject> } = {
    PutObject: async (file, _bucket, input) => {
      const body = textAt(input, 'Body') ?? '';
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      const unfinished = join(directory, `${randomUUID()}.unfinished`);
      await writeFile(unfinished, body, { flush: true, mode: 0o600 });
      await rename(unfinished, file);
      return { ETag: etag(body) };
    },
    GetObject: async (file) => {
      const body = await readFile(file, 'utf8').catch(() => undefined);
      if (body === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
      return { Body: body, ETag: etag(body) };
    },
    DeleteObject: async (file) => {
      await rm(file, { force: true });
      return {};
    },
    ListObjectsV2: async (_file, bucket, input) => {
      const prefix = textAt(input, 'Prefix') ?? '';
      const names = await readdir(join(directory, bucket)).catch(() => []);
      const keys = names.map(decodeURIComponent).filter((key) => key.startsWith(prefix)).sort();
      const Contents = await Promise.all(keys.map((key) => describe(directory, bucket, key)));
      return { Name: bucket, Prefix: prefix, KeyCount: keys.length, MaxKeys: keys.length, IsTruncated: false, Contents };
    },
  };

  return async (call) => {
    const operation = operations[call.operation];
    if (!operation) throw unknownOperation(call);
    const bucket = textAt(call.input, 'Bucket') ?? '';
    if (!buckets.has(bucket)) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
    const key = textAt(call.input, 'Key') ?? '';
    return JSON.stringify(await operation(fileOf(directory, bucket, key), bucket, call.input));
  };
};

const fileOf = (directory: string, bucket: string, key: string): string =>
  join(directory, bucket, encodeURIComponent(key).replace(/^\.+/, (dots) => dots.replaceAll('.', '%2E')));

const etag = (body: string): string => `"${createHash('md5').update(body).digest('hex')}"`;

const describe = async (directory: string, bucket: string, key: string): Promise<JsonObject> => {
  const { size, mtime } = await stat(fileOf(directory, bucket, key));
  return { Key: key, Size: size, LastModified: mtime.toISOString() };
};
