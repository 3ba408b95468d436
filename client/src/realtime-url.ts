/** The address of the real-time endpoint that belongs to a GraphQL endpoint. */

/**
 * The rule that AppSync's own clients follow: AppSync's standard domain has a twin for real-time; for any other host
 * `/realtime` is appended. `https` becomes `wss`, `http` becomes `ws`.
 */
export function realtimeUrlOf(graphqlUrl: string): string {
  const url = STANDARD_DOMAIN.test(graphqlUrl)
    ? graphqlUrl.replace(/\.appsync-api\./i, '.appsync-realtime-api.')
    : `${graphqlUrl}/realtime`;
  return url.replace(/^http/i, 'ws');
}

const STANDARD_DOMAIN = /^https:\/\/\w{26}\.appsync-api\.[\w-]+\.amazonaws\.com(\.cn)?\/graphql$/i;
