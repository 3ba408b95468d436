/** The limits of the stages leave room for everything that this project asks of the API. */
import { buildASTSchema, getIntrospectionQuery, getNamedType, isObjectType, Kind, parse } from 'graphql';
import type { DocumentNode, GraphQLNamedType, SelectionSetNode } from 'graphql';
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { playgroundTabs } from './playground.ts';
import { readStageSettings } from './stage-settings.ts';
import { stageNamed, templateFor } from './testing/stages.ts';
import { propertiesOf, stringAt } from './testing/template.ts';

const { limits: prod } = readStageSettings('prod');
const { limits: dev } = readStageSettings('dev');

/** In levels of fields; those without fields of their own count, too. */
function depthOf(document: DocumentNode): number {
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  const below = (set: SelectionSetNode | undefined): number =>
    Math.max(
      0,
      ...(set?.selections ?? []).map((one) => {
        if (one.kind === Kind.FIELD) return 1 + below(one.selectionSet);
        return below(
          one.kind === Kind.FRAGMENT_SPREAD ? fragments.get(one.name.value)?.selectionSet : one.selectionSet,
        );
      }),
    );
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  return Math.max(...operations.map(({ selectionSet }) => below(selectionSet)));
}

/** Of the deepest query that a type allows. */
function deepestOf(type: GraphQLNamedType | null | undefined): number {
  if (!isObjectType(type)) return 0;
  return Math.max(...Object.values(type.getFields()).map((field) => 1 + deepestOf(getNamedType(field.type))));
}

function documentsOf(pattern: string): { readonly name: string; readonly text: string }[] {
  const names = globSync(pattern, { cwd: join(import.meta.dirname, '..') });
  return names.map((name) => ({ name, text: readFileSync(join(import.meta.dirname, '..', name), 'utf8') }));
}

describe('the depth of queries', () => {
  const ofClient = documentsOf('client/operations/*.graphql');
  const ofPlayground = playgroundTabs().map(({ title, query }) => ({ name: title, text: query }));

  it('is enough in every stage for the operations of the client, of which demo and smoke make use, and the playground', () => {
    assert.ok(ofClient.length > 0 && ofPlayground.length > 0);
    for (const { name, text } of [...ofClient, ...ofPlayground]) {
      assert.ok(depthOf(parse(text)) <= Math.min(prod.queryDepth, dev.queryDepth), name);
    }
  });

  it('is in prod what the deepest query of the schema needs, and no more', () => {
    const schema = buildASTSchema(
      parse(
        documentsOf('{schema,client/appsync}.graphql')
          .map(({ text }) => text)
          .join(''),
      ),
    );
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    assert.equal(Math.max(...roots.map(deepestOf)), prod.queryDepth);
  });

  it("is enough in dev for a playground's introspection", () => {
    const introspection = depthOf(parse(getIntrospectionQuery({ inputValueDeprecation: true })));
    assert.ok(introspection > prod.queryDepth && introspection <= dev.queryDepth);
  });
});

describe('the resolvers of a request', () => {
  it('are enough in every stage for two of the largest pages of orders, each order with its history', () => {
    const text = readFileSync(join(import.meta.dirname, '../resolvers/page.ts'), 'utf8');
    const largestPage = Number(/MAX_LIMIT = (\d+)/.exec(text)?.[1]);
    assert.equal(2 * (1 + largestPage), Math.min(prod.resolversPerRequest, dev.resolversPerRequest));
  });
});

describe('the limits of callers', () => {
  for (const name of ['dev', 'prod'] as const) {
    it(`reach the resolvers as the stage sets them, in as many characters as AppSync takes (${name})`, () => {
      const [api] = propertiesOf(templateFor(stageNamed(name)), 'AWS::AppSync::GraphQLApi');
      const text = stringAt(api, 'EnvironmentVariables', 'CALLER_LIMITS');
      assert.deepEqual(JSON.parse(text), readStageSettings(name).callerLimits);
      assert.ok(text.length <= 512);
    });
  }
});
