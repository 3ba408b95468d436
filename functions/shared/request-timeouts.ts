/** How long an AWS client waits. Without it, one lost answer would hold a function until its own time is up. */
export const requestHandler = { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true };
