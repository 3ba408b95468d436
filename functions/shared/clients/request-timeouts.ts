/** How long an AWS client waits. Without it, one lost response would hold a function until its own time is up. */
export const REQUEST_HANDLER = { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true };
