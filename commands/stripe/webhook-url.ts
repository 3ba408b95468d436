import { findLocalCloud } from '../stage/target.ts';

/** Where the stack of a cloud wants to be told what happened at Stripe. Throws if it has no such endpoint. */
export async function webhookUrlOf({ awsEndpointUrl }: { readonly awsEndpointUrl: string }): Promise<string> {
  const url = (await findLocalCloud(awsEndpointUrl)).outputs.get('StripeWebhookUrl');
  if (url === undefined) throw new Error('The stack has no output StripeWebhookUrl.');
  return url;
}
