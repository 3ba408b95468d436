/** `util.authType`: AppSync reads the mode off the shape of `ctx.identity`. */
import { readIdentity } from '../call/context.ts';
import { hasOwn, isRecord, keys } from '../kernel/natives.ts';

export function authType(): string {
  const identity = readIdentity();
  if (!isRecord(identity)) return 'API Key Authorization';
  for (const [mode, isShape] of SHAPES) if (isShape(identity)) return mode;
  return 'API Key Authorization';
}

type Shape = (identity: { [name: string]: unknown }) => boolean;

const SHAPES: readonly (readonly [string, Shape])[] = [
  ['Lambda Authorization', (identity) => keys(identity).length === 0 || hasOwn(identity, 'resolverContext')],
  ['IAM Authorization', (identity) => hasAll(identity, ['userArn', 'sourceIp'])],
  ['User Pool Authorization', (identity) => hasAll(identity, ['sub', 'sourceIp', 'defaultAuthStrategy'])],
  [
    'Open ID Connect Authorization',
    (identity) => keys(identity).length === 3 && hasAll(identity, ['sub', 'issuer', 'claims']),
  ],
];

function hasAll(identity: { [name: string]: unknown }, names: readonly string[]): boolean {
  for (const name of names) if (!hasOwn(identity, name) || identity[name] === null) return false;
  return true;
}
