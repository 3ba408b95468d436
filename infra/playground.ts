/** What the playground offers, which is metadata of the API. A tab is a `.graphql` file, its variables a `.json` beside it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type PlaygroundTab = { readonly title: string; readonly query: string; readonly variables: string };

/** As whom the API can be called besides by its key. The tabs' orders are those of customer-1. */
export const PLAYGROUND_CALLERS = [
  { name: 'customer-1', sub: 'customer-1' },
  { name: 'staff', sub: 'alice', groups: ['staff'] },
];

const BY_NUMBER = new Intl.Collator('en', { numeric: true });

/** The tabs in the order of their files' names: `1-create-an-order.graphql` is titled "Create an order". */
export function playgroundTabs(): PlaygroundTab[] {
  const folder = join(import.meta.dirname, 'playground');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => file.slice(0, -'.graphql'.length))
    .sort(BY_NUMBER.compare);
  return names.map((name) => ({
    title: titleOf(name),
    query: readFileSync(join(folder, `${name}.graphql`), 'utf8'),
    variables: variablesOf(join(folder, `${name}.json`)),
  }));
}

function titleOf(name: string): string {
  const words = name.replace(/^\d+-/, '').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function variablesOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
