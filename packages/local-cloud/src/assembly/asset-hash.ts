/** The hash of an asset from its key or URL in the assets bucket: `<hash>.zip`, `s3://…/<hash>.js`. */
export function assetHash(location: string): string {
  return (location.split('/').at(-1) ?? '').split('.')[0] ?? '';
}
