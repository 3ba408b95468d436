/** Stands in for CloudFormation with a stack in any state: the local cloud's is always complete. */
import { createServer } from 'node:http';
import { once } from 'node:events';

export type StandIn = {
  /** What the AWS SDK and the commands need to find it. */
  readonly environment: { readonly [name: string]: string };
  /** What DescribeStacks returns from now on. */
  set(response: { readonly status?: number; readonly xml: string }): void;
  close(): Promise<void>;
};

/** The form of DescribeStacks ("DescribeStacks", CloudFormation API reference). */
export function stackXml(status: string, outputs: Readonly<Record<string, string>>, members = ''): string {
  const listed = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>
    <member><StackName>ordersaga-dev</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime>${members}
    <StackId>arn:aws:cloudformation:eu-central-1:123456789012:stack/ordersaga-dev/1</StackId>
    <StackStatus>${status}</StackStatus><Outputs>${listed.join('')}</Outputs></member>
    </Stacks></DescribeStacksResult></DescribeStacksResponse>`;
}

export function errorXml(code: string, message: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
}

export async function startStandIn(): Promise<StandIn> {
  let current: { readonly status?: number; readonly xml: string } = { xml: '' };
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(current.status ?? 200, { 'content-type': 'text/xml' }).end(current.xml);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}`,
      AWS_ACCESS_KEY_ID: 'someone',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-central-1',
      AWS_MAX_ATTEMPTS: '1',
    },
    set: (response) => void (current = response),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
