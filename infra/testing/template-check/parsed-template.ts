/** A template with its sections sorted out. */
import { isObject } from '../../../domain/is-object.ts';

export type Members = { readonly [name: string]: unknown };

export type ParsedTemplate = {
  readonly resources: { readonly [id: string]: Members };
  readonly parameters: Members;
  readonly conditions: Members;
  readonly outputs: Members;
};

/** A section that is missing is empty, and what isn't an object has no members. */
export function parseTemplate(template: unknown): ParsedTemplate {
  const sections = membersOf(template);
  const resources = Object.entries(membersOf(sections['Resources']));
  return {
    resources: Object.fromEntries(resources.map(([id, resource]) => [id, membersOf(resource)])),
    parameters: membersOf(sections['Parameters']),
    conditions: membersOf(sections['Conditions']),
    outputs: membersOf(sections['Outputs']),
  };
}

export function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

/** What isn't a list has no items. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
