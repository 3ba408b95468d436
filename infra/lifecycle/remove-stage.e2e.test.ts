/**
 * `npm run remove` with CDK's own command line, the local cloud's S3, and CloudFormation as `testing/fake-cloudformation.ts`
 * knows it.
 */
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { boot } from '@ordersaga/local-cloud';
import type { RunningCloud } from '@ordersaga/local-cloud';
import { writeAssembly } from '@ordersaga/local-cloud/testing';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { readStageSettings } from '../stage-settings.ts';
import { stageNamed, templateFor } from '../testing/stages.ts';
import { startFakeAws } from './testing/fake-aws.ts';
import type { FakeAws } from './testing/fake-aws.ts';
import type { FakeStack } from './testing/fake-cloudformation.ts';
import { copyProject } from './testing/project-copy.ts';

const UNDELIVERED = { dev: 'undelivered-of-dev', prod: 'undelivered-of-prod' };

describe('the removal of a stage', () => {
  const project = copyProject();
  const directory = mkdtempSync(join(tmpdir(), 'assemblies-'));
  let aws: FakeAws;
  let cloud: RunningCloud;
  let s3: S3Client;

  beforeAll(async () => {
    for (const stage of ['dev', 'prod']) project.setStage(stage, readStageSettings(stage));
    const bucket = (BucketName: string) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName } });
    const resources = { Dev: bucket(UNDELIVERED.dev), Prod: bucket(UNDELIVERED.prod) };
    cloud = await boot({ assemblyDirectory: assembly('buckets', resources), port: 0, log: () => {} });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    s3 = new S3Client({ endpoint: cloud.cloud.place.url, region: 'us-east-1', credentials, forcePathStyle: true });
  });
  beforeEach(async () => {
    aws = await startFakeAws();
    aws.cloudFormation.isEmptyBucket = async (name) => (await keysIn(name)).length === 0;
    return () => aws.close();
  });
  afterAll(async () => {
    await cloud.close();
    project.remove();
    rmSync(directory, { recursive: true });
  });

  const assembly = (stackName: string, resources: object): string => {
    const folder = mkdtempSync(join(directory, 'cdk.out-'));
    writeAssembly(folder, { stackName, resources, environment: 'aws://unknown-account/unknown-region' });
    return folder;
  };
  const remove = (stage: string, ...options: readonly string[]) => {
    // To delete a stack, CDK takes no more of it than its name.
    project.setAssembly(assembly(`ordersaga-${stage}`, {}));
    const environment = { ...aws.environment, AWS_ENDPOINT_URL_S3: cloud.cloud.place.url };
    return project.cdk(['destroy', stage, ...options], environment);
  };
  const keysIn = async (Bucket: string) => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    return Contents.map(({ Key }) => Key);
  };
  const put = (Bucket: string, Key: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body: '{}' }));

  /** A stack as the template makes it, with a bucket that there is. */
  const create = async (stage: 'dev' | 'prod', bucket = UNDELIVERED[stage]): Promise<FakeStack> => {
    const { cloudFormation } = aws;
    cloudFormation.names.set('AWS::S3::Bucket', bucket);
    const stack = cloudFormation.createChangeSet(`ordersaga-${stage}`, templateFor(stageNamed(stage)).toJSON());
    await cloudFormation.executeChangeSet(stack);
    return stack;
  };
  it('deletes the stack whatever lies in its bucket, and what comes meanwhile', async () => {
    await create('dev');
    // One more than S3 deletes at once.
    await Promise.all(Array.from({ length: 1001 }, (_, n) => put(UNDELIVERED.dev, `bus/${n}.json`)));
    const { isEmptyBucket } = aws.cloudFormation;
    aws.cloudFormation.isEmptyBucket = async (name) => {
      aws.cloudFormation.isEmptyBucket = isEmptyBucket;
      await put(name, 'sagas/late.json');
      return isEmptyBucket(name);
    };
    const { code, stderr } = await remove('dev', '--force');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^Deleted 1001 objects from the buckets of ordersaga-dev\.$/m);
    assert.match(stderr, /^Deleted 1 object from the buckets of ordersaga-dev\.$/m);
    assert.deepEqual(aws.calls, ['DeleteStack', 'DeleteStack']);
    assert.deepEqual([...aws.cloudFormation.existing.keys()], []);
  });

  it('deletes what is left of a creation that failed', async () => {
    aws.cloudFormation.failingType = 'AWS::CloudWatch::Alarm';
    assert.equal((await create('dev')).status, 'ROLLBACK_COMPLETE');
    const { code, stderr } = await remove('dev', '--force');
    assert.equal(code, 0, stderr);
    assert.equal(aws.cloudFormation.stacks.size, 0);
  });

  it('has nothing to do if there is no stack', async () => {
    const { code, stderr } = await remove('dev', '--force');
    assert.equal(stderr, 'There is no stack ordersaga-dev in eu-central-1. There is nothing to remove.\n');
    assert.equal(code, 0);
    assert.deepEqual(aws.calls, []);
  });

  it('wants to be confirmed before anything is deleted', async () => {
    await create('dev');
    await put(UNDELIVERED.dev, 'bus/1.json');
    const { code, stderr } = await remove('dev');
    assert.match(stderr, /Are you sure you want to delete: ordersaga-dev\? .* Add --force to confirm it\.\n$/);
    assert.equal(code, 1);
    assert.deepEqual(await keysIn(UNDELIVERED.dev), ['bus/1.json']);
    assert.deepEqual(aws.calls, []);
  });

  it('says what stays of a production stage, and what to do about its protection', async () => {
    const stack = await create('prod');
    stack.terminationProtection = true;
    const { code, stderr } = await remove('prod', '--force');
    assert.equal(code, 1);
    const kept = [...stack.resources.values()].filter(({ deletionPolicy }) => deletionPolicy !== 'Delete');
    assert.equal(kept.length, 12);
    for (const { type, physicalName } of kept) assert.match(stderr, new RegExp(`^ {2}${type} +${physicalName}$`, 'm'));
    assert.match(
      stderr,
      / {2}aws cloudformation update-termination-protection --no-enable-termination-protection \\\n {4}--stack-name ordersaga-prod --region eu-central-1\n$/,
    );
    assert.deepEqual(aws.calls, []);
  });

  it('keeps the data of a production stage, and the stage can be created again beside it', async () => {
    await create('prod');
    await put(UNDELIVERED.prod, 'bus/1.json');
    const { code, stderr } = await remove('prod', '--force');
    assert.equal(code, 0, stderr);
    assert.equal(aws.cloudFormation.stacks.has('ordersaga-prod'), false);
    assert.deepEqual(await keysIn(UNDELIVERED.prod), ['bus/1.json']);
    const types = () => [...aws.cloudFormation.existing.values()].map(({ type }) => type);
    const kept = ['AWS::Cognito::UserPool', 'AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret'];
    assert.deepEqual([...new Set(types())].toSorted(), kept);
    assert.equal(types().length, 12);
    assert.equal((await create('prod', 'another-bucket')).status, 'CREATE_COMPLETE');
  });
});
