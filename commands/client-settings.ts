/** How AWS SDK clients reach the local cloud. Its own credentials may do everything. */

export const ADMINISTRATOR = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** Settings of any AWS SDK client for this local cloud. `sync-localhost`, which TestState would be called at, is no host. */
export function clientSettings({ awsEndpointUrl }: { readonly awsEndpointUrl: string }) {
  return { endpoint: awsEndpointUrl, region: 'us-east-1', credentials: ADMINISTRATOR, disableHostPrefix: true };
}
