/** The hash of an asset from its key or URL in the assets bucket: `<hash>.zip`, `s3://…/<hash>.js`. */
export const assetHash = (location: string): string => (location.split('/').at(-1) ?? '').split('.')[0] ?? '';
