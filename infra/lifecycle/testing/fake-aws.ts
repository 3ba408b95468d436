/** An AWS endpoint for CDK and SDKs with what a deployment calls: CloudFormation, STS, and the bootstrap's bucket and version. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ClientError, FakeCloudFormation } from './fake-cloudformation.ts';
import type { FakeStack } from './fake-cloudformation.ts';
import { toXml } from './to-xml.ts';

export const ACCOUNT = '123456789012';

export type FakeAws = {
  readonly cloudFormation: FakeCloudFormation;
  /** The operations of CloudFormation that change something, in the order of the calls. */
  readonly calls: string[];
  /** For CDK and SDKs. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
};

/** What the caller's own credentials may do. */
export type CallerRights = {
  readonly actions: readonly string[];
  /** Parts of the names of the roles that they may take. */
  readonly roles: readonly string[];
};

type Answer = { readonly status?: number; readonly body: string };

/** Without `rights`, the caller may do everything. */
export async function startFakeAws(rights?: CallerRights): Promise<FakeAws> {
  const cloudFormation = new FakeCloudFormation();
  const calls: string[] = [];
  const templates = new Map<string, string>();
  const server = createServer((request, response) => {
    const answer = async (): Promise<Answer> => {
      const body = await text(request);
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (request.headers['x-amz-target'] === 'AmazonSSM.GetParameter') {
        return { body: JSON.stringify({ Parameter: { Value: '30' } }) };
      }
      const isCaller = request.headers.authorization?.includes(`Credential=${CALLER}/`) === true;
      if (body.includes('Action=')) return answerQuery(new URLSearchParams(body), isCaller);
      return answerS3(request.method ?? '', url, body);
    };
    answer().then(
      ({ status = 200, body }) => response.writeHead(status).end(body),
      (error: unknown) => response.writeHead(501).end(String(error)),
    );
  });

  async function answerQuery(input: URLSearchParams, isCaller: boolean): Promise<Answer> {
    const action = input.get('Action') ?? '';
    try {
      if (isCaller && rights) check(rights, action, input);
      const output = await call(action, input);
      return { body: toXml(`${action}Response`, { [`${action}Result`]: output }) };
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      const { name: Code, message: Message } = error;
      return {
        status: 400,
        body: toXml('ErrorResponse', { Error: { Type: 'Sender', Code, Message } }),
      };
    }
  }

  async function call(action: string, input: URLSearchParams): Promise<object> {
    const operation = OPERATIONS[action];
    assert.ok(operation, `the fake has ${action}`);
    if (!/^(Describe|List|Get|Assume)/.test(action)) calls.push(action);
    return operation({ cloudFormation, templates, input, stackName: input.get('StackName') ?? '' });
  }

  function answerS3(method: string, url: URL, body: string): Answer {
    if (method === 'PUT') templates.set(url.pathname.split('/').at(-1) ?? '', body);
    if (method === 'PUT') return { body: '' };
    const key = url.searchParams.get('prefix') ?? '';
    // All assets are there already but for the template.
    const Contents = key.endsWith('.json') && !templates.has(key) ? {} : { Contents: { Key: key, Size: 1 } };
    return { body: toXml('ListBucketResult', { KeyCount: Object.keys(Contents).length, ...Contents }) };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { cloudFormation, calls, environment: environmentFor(server.address()), close: () => server.close() };
}

function check({ actions, roles }: CallerRights, action: string, input: URLSearchParams): void {
  if (action === 'GetCallerIdentity' || actions.includes(action)) return;
  if (action === 'AssumeRole' && roles.some((role) => input.get('RoleArn')?.includes(role))) return;
  throw new ClientError('AccessDenied', `Not authorized to perform ${action}`);
}

/** The local cloud, which may stand in for S3, knows these credentials. */
const CALLER = 'local';

function environmentFor(address: string | AddressInfo | null): Record<string, string> {
  assert.ok(typeof address === 'object' && address);
  return {
    // SDKs put the bucket into the path, not the host, if the host is an address.
    AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}`,
    AWS_ACCESS_KEY_ID: CALLER,
    AWS_SECRET_ACCESS_KEY: CALLER,
    AWS_REGION: 'eu-central-1',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
}

type Call = {
  readonly cloudFormation: FakeCloudFormation;
  readonly templates: ReadonlyMap<string, string>;
  readonly input: URLSearchParams;
  readonly stackName: string;
};

const NOW = '2026-11-28T00:00:00Z';

const OPERATIONS: { readonly [action: string]: (call: Call) => object | Promise<object> } = {
  GetCallerIdentity: () => ({ Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:user/test`, UserId: 'test' }),
  AssumeRole: () => ({
    Credentials: {
      AccessKeyId: 'test',
      SecretAccessKey: 'test',
      SessionToken: 'test',
      Expiration: '2099-01-01T00:00:00Z',
    },
  }),
  DescribeStacks: ({ cloudFormation, stackName }) => ({ Stacks: [description(cloudFormation.stackNamed(stackName))] }),
  DescribeStackEvents: () => ({ StackEvents: [] }),
  ListStackResources: ({ cloudFormation, stackName }) => ({
    StackResourceSummaries: [...cloudFormation.stackNamed(stackName).resources.values()].map(
      ({ id, type, physicalName, status }) => ({
        LogicalResourceId: id,
        ResourceType: type,
        PhysicalResourceId: physicalName,
        ResourceStatus: status,
        LastUpdatedTimestamp: NOW,
      }),
    ),
  }),
  GetTemplate: ({ cloudFormation, stackName }) => ({
    TemplateBody: JSON.stringify(cloudFormation.stackNamed(stackName).template),
  }),
  CreateChangeSet: ({ cloudFormation, templates, input, stackName }) => {
    const template =
      templates.get(input.get('TemplateURL')?.split('/').at(-1) ?? '') ?? input.get('TemplateBody') ?? '';
    const stack = cloudFormation.createChangeSet(stackName, JSON.parse(template));
    return { Id: `${stack.arn}/changes`, StackId: stack.arn };
  },
  DescribeChangeSet: ({ cloudFormation, stackName }) => {
    const { arn: StackId, next, template } = cloudFormation.stackNamed(stackName);
    if (next === undefined) throw new ClientError('ChangeSetNotFound', 'ChangeSet [changes] does not exist');
    const common = { ChangeSetName: 'changes', ChangeSetId: `${StackId}/changes`, StackId, CreationTime: NOW };
    if (JSON.stringify(next) !== JSON.stringify(template)) {
      return { ...common, Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' };
    }
    const StatusReason = "The submitted information didn't contain changes.";
    return { ...common, Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', StatusReason };
  },
  DeleteChangeSet: ({ cloudFormation, stackName }) => {
    cloudFormation.stackNamed(stackName).next = undefined;
    return {};
  },
  ExecuteChangeSet: async ({ cloudFormation, stackName }) => {
    await cloudFormation.executeChangeSet(cloudFormation.stackNamed(stackName));
    return {};
  },
  UpdateTerminationProtection: ({ cloudFormation, input, stackName }) => {
    cloudFormation.stackNamed(stackName).terminationProtection = input.get('EnableTerminationProtection') === 'true';
    return {};
  },
  DeleteStack: async ({ cloudFormation, stackName }) => {
    await cloudFormation.deleteStack(cloudFormation.stackNamed(stackName));
    return {};
  },
};

function description({ name, arn, status, terminationProtection }: FakeStack): object {
  return {
    StackName: name,
    StackId: arn,
    StackStatus: status,
    EnableTerminationProtection: terminationProtection,
    CreationTime: NOW,
  };
}
