/** CloudFormation's resource schemas, as the CDK team publishes them. Reading them takes a second: once for each process. */
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

type Database = ReturnType<typeof loadAwsServiceSpecSync>;

type ResourceSchema = NonNullable<ReturnType<typeof schemaOf>>;
export type Properties = ResourceSchema['properties'];
export type PropertyType = Properties[string]['type'];
export type TypeReference = Extract<PropertyType, { readonly type: 'ref' }>;

let loaded: Database | undefined;

function database(): Database {
  loaded ??= loadAwsServiceSpecSync();
  return loaded;
}

/** The schema of a type such as `AWS::S3::Bucket`, or undefined if CloudFormation has no such type. */
export function schemaOf(type: string) {
  return database().lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

/** The properties of a type that properties of a resource are made of. */
export function propertiesOf({ reference }: TypeReference): Properties {
  return database().get('typeDefinition', reference).properties;
}

/** What a resource is that runs code of the stack's own: it has any property and any attribute. */
export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}
