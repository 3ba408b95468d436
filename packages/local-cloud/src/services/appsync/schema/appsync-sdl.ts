/** The scalars and directives that AppSync adds to every schema. */

const APPSYNC_SCALARS = [
  'AWSDate',
  'AWSTime',
  'AWSDateTime',
  'AWSTimestamp',
  'AWSEmail',
  'AWSJSON',
  'AWSPhone',
  'AWSURL',
  'AWSIPAddress',
] as const;

export type AppsyncScalar = (typeof APPSYNC_SCALARS)[number];

/** Put before the API's own document (AppSync Developer Guide, "Scalar types" and "Authorization"). */
export const APPSYNC_SDL = `
${APPSYNC_SCALARS.map((name) => `scalar ${name}`).join('\n')}
directive @aws_api_key on OBJECT | FIELD_DEFINITION
directive @aws_iam on OBJECT | FIELD_DEFINITION
directive @aws_oidc on OBJECT | FIELD_DEFINITION
directive @aws_lambda on OBJECT | FIELD_DEFINITION
directive @aws_cognito_user_pools(cognito_groups: [String!]) on OBJECT | FIELD_DEFINITION
directive @aws_auth(cognito_groups: [String!]) on FIELD_DEFINITION
directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
`;
