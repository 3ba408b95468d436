import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { clientSettings } from '../client-settings.ts';

/** Where the stack of a cloud wants to be told what happened at Stripe. Throws if it has no such endpoint. */
export async function webhookUrlOf(cloud: { readonly awsEndpointUrl: string }): Promise<string> {
  const { Stacks = [] } = await new CloudFormationClient(clientSettings(cloud)).send(new DescribeStacksCommand({}));
  const url = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'StripeWebhookUrl')?.OutputValue;
  if (url === undefined) throw new Error('The stack has no output StripeWebhookUrl.');
  return url;
}
