/** Turns the API's schema document into an executable schema with AppSync's scalars and directives. */
import {
  Kind,
  buildASTSchema,
  concatAST,
  GraphQLError,
  isTypeDefinitionNode,
  parse,
  validateSchema,
  GraphQLScalarType,
} from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { DefinitionError } from '../errors.ts';
import { APPSYNC_SDL } from './appsync-sdl.ts';
import type { AppsyncScalar } from './appsync-sdl.ts';
import { withDescriptions } from './documented-schema.ts';
import { describedEnumValues, refuseSyntax } from './refused-syntax.ts';
import { awsDate } from './scalars/aws-date.ts';
import { awsDateTime } from './scalars/aws-date-time.ts';
import { awsEmail } from './scalars/aws-email.ts';
import { awsIpAddress } from './scalars/aws-ip-address.ts';
import { awsJson } from './scalars/aws-json.ts';
import { awsPhone } from './scalars/aws-phone.ts';
import { awsTime } from './scalars/aws-time.ts';
import { awsTimestamp } from './scalars/aws-timestamp.ts';
import { awsUrl } from './scalars/aws-url.ts';

/** Bytes; AppSync quotas, "Schema document size". */
const MAX_SCHEMA_BYTES = 1_000_000;

const SCALARS: { readonly [name in AppsyncScalar]: GraphQLScalarType } = {
  AWSDate: awsDate,
  AWSTime: awsTime,
  AWSDateTime: awsDateTime,
  AWSTimestamp: awsTimestamp,
  AWSEmail: awsEmail,
  AWSJSON: awsJson,
  AWSPhone: awsPhone,
  AWSURL: awsUrl,
  AWSIPAddress: awsIpAddress,
};

export type SchemaOptions = {
  /** The same document with its descriptions, for introspection. */
  readonly documented?: string | undefined;
  readonly warn: (message: string) => void;
};

/** `sdl` is the deployed document. Throws `DefinitionError` with all faults of the document. */
export function buildAppsyncSchema(sdl: string, { documented, warn }: SchemaOptions): GraphQLSchema {
  if (Buffer.byteLength(sdl) > MAX_SCHEMA_BYTES) throw new DefinitionError('The schema is larger than 1 MB.');
  const deployed = parseSdl(sdl);
  refuseSyntax(deployed, sdl);
  warnOfDescriptions(deployed, warn);
  const own = withoutOwnScalars(documented === undefined ? deployed : withDescriptions(deployed, documented));
  refuseNames(own);
  const schema = assemble(concatAST([parse(APPSYNC_SDL, { noLocation: true }), own]));
  implementScalars(schema);
  return schema;
}

function warnOfDescriptions(deployed: DocumentNode, warn: SchemaOptions['warn']): void {
  const names = describedEnumValues(deployed);
  if (names.length === 0) return;
  warn(
    `The deployed schema describes enum values (${names.join(', ')}). AppSync has rejected such schemas ` +
      '(aws-appsync-community#38, #55): deploy it without descriptions.',
  );
}

function parseSdl(sdl: string): DocumentNode {
  try {
    return parse(sdl);
  } catch (error) {
    throw new DefinitionError(`The schema cannot be parsed: ${describe(error)}`);
  }
}

/** Schemas may declare AppSync's own scalars, which tools need (localstack/localstack#11326). */
function withoutOwnScalars(document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.filter(
      (node) => node.kind !== Kind.SCALAR_TYPE_DEFINITION || !Object.hasOwn(SCALARS, node.name.value),
    ),
  };
}

function refuseNames(document: DocumentNode): void {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.SCALAR_TYPE_DEFINITION) {
      throw new DefinitionError(
        `The schema defines the scalar ${definition.name.value}; AppSync has no custom scalars.`,
      );
    }
    if (isTypeDefinitionNode(definition) && definition.name.value.startsWith('AWS')) {
      throw new DefinitionError(
        `The schema defines ${definition.name.value}; AppSync keeps names that start with AWS.`,
      );
    }
  }
}

function assemble(document: DocumentNode): GraphQLSchema {
  try {
    const schema = buildASTSchema(document);
    const errors = validateSchema(schema);
    if (errors.length === 0) return schema;
    throw new DefinitionError(`The schema is not valid: ${errors.map(describe).join('; ')}`);
  } catch (error) {
    if (error instanceof DefinitionError) throw error;
    throw new DefinitionError(`The schema is not valid: ${describe(error)}`);
  }
}

function implementScalars(schema: GraphQLSchema): void {
  for (const [name, scalar] of Object.entries(SCALARS)) {
    const type = schema.getType(name);
    if (!(type instanceof GraphQLScalarType)) continue;
    const { serialize, parseValue, parseLiteral } = scalar;
    Object.assign(type, { serialize, parseValue, parseLiteral });
  }
}

function describe(error: unknown): string {
  if (!(error instanceof GraphQLError)) return String(error instanceof Error ? error.message : error);
  const at = error.locations?.[0];
  return at === undefined ? error.message : `${error.message} (line ${at.line}, column ${at.column})`;
}
