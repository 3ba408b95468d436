/** The contract in its two forms: documented, and as AppSync gets it. */
import { SchemaFile } from 'aws-cdk-lib/aws-appsync';
import { parse, print, visit } from 'graphql';
import type { ASTNode } from 'graphql';
import { join } from 'node:path';
import type { Stage } from './stage.ts';

export type Contract = {
  /** With every description, for people and tools. */
  readonly documented: string;
  readonly deployed: SchemaFile;
};

/** `schema.graphql` for a stage; without an API key, no field may name it. */
export function contractFor(stage: Stage): Contract {
  const deployed = SchemaFile.fromAsset(join(import.meta.dirname, '../schema.graphql'));
  const documented = stage.apiKey ? deployed.definition : deployed.definition.replaceAll(/\s*@aws_api_key\b/g, '');
  deployed.definition = withoutDescriptions(documented);
  return { documented, deployed };
}

/**
 * The same types without descriptions and comments. AppSync's parser has rejected descriptions, those of enum values
 * above all (aws-appsync-community#38, #55), and takes a comment for one (#410).
 */
export function withoutDescriptions(sdl: string): string {
  return print(
    visit(parse(sdl), {
      enter: (node: ASTNode) => ('description' in node ? { ...node, description: undefined } : undefined),
      StringValue: (node) => ({ ...node, block: false }),
    }),
  );
}
