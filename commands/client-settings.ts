/** How AWS SDK clients reach the local cloud. Its own credentials may do everything. */

export const ADMINISTRATOR = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** Settings of any AWS SDK client for this local cloud. */
export function clientSettings({ awsEndpointUrl }: { readonly awsEndpointUrl: string }) {
  return { endpoint: awsEndpointUrl, region: 'us-east-1', credentials: ADMINISTRATOR };
}
