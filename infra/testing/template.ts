/** A template as tests read it: JSON of unknown shape, whose members are looked up by their path. */
import { App } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import configuration from '../../cdk.json' with { type: 'json' };
import { isObject } from '../../domain/is-object.ts';

export type Resource = { readonly properties: unknown; readonly metadata: unknown; readonly deletionPolicy: unknown };

/** What `build` makes of an app. The code of the functions is not bundled: no template shows it. */
export function templateOf(build: (app: App) => Stack): Template {
  return withApp((app) => Template.fromStack(build(app)));
}

/** What `use` makes of an app, whose folder is gone afterwards. */
export function withApp<Result>(use: (app: App) => Result): Result {
  const outdir = mkdtempSync(join(tmpdir(), 'ordersaga-'));
  try {
    return use(new App({ outdir, context: { ...configuration.context, 'aws:cdk:bundling-stacks': [] } }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The resources of a type. */
export function resources(template: Template, type: string): Resource[] {
  const found: { readonly [id: string]: unknown } = template.findResources(type);
  return Object.values(found).map((resource) => ({
    properties: at(resource, 'Properties'),
    metadata: at(resource, 'Metadata'),
    deletionPolicy: at(resource, 'DeletionPolicy'),
  }));
}

/** All resources, by their logical ids. */
export function allResources(template: Template): { readonly [id: string]: unknown } {
  const json: unknown = template.toJSON();
  const found = at(json, 'Resources');
  assert.ok(isObject(found));
  return found;
}

/** The properties of the resources of a type. */
export function propertiesOf(template: Template, type: string): unknown[] {
  return resources(template, type).map(({ properties }) => properties);
}

/** The member at a path, or undefined if there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return at(items[Number(key)], ...rest);
  }
  return isObject(value) ? at(value[key], ...rest) : undefined;
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): unknown[] {
  const list = at(value, ...path);
  assert.ok(Array.isArray(list), `${path.join('.')} is a list`);
  return list;
}

export function stringAt(value: unknown, ...path: readonly (string | number)[]): string {
  const string = at(value, ...path);
  assert.ok(typeof string === 'string', `${path.join('.')} is a string`);
  return string;
}

export function numberAt(value: unknown, ...path: readonly (string | number)[]): number {
  const number = at(value, ...path);
  assert.ok(typeof number === 'number', `${path.join('.')} is a number`);
  return number;
}

export type Statement = { readonly actions: readonly string[]; readonly targets: readonly unknown[] };

/** Those of all policies of roles. */
export function statements(template: Template): Statement[] {
  const all = propertiesOf(template, 'AWS::IAM::Policy').flatMap((one) => listAt(one, 'PolicyDocument', 'Statement'));
  return all.map((one) => ({
    actions: [at(one, 'Action')].flat().map(String),
    targets: [at(one, 'Resource')].flat(),
  }));
}
