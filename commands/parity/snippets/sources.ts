/** Where the project has its assumptions from. */

const GUIDE = 'AppSync developer guide';

export const FEATURES = `${GUIDE}, "JavaScript runtime features for resolvers and functions"`;
export const CONTEXT_PAGE = `${GUIDE}, "JavaScript resolver context object reference"`;
export const UTILITIES = `${GUIDE}, "Built-in utilities"`;
export const TIME_PAGE = `${GUIDE}, "Time helpers in util.time"`;
export const DYNAMODB_PAGE = `${GUIDE}, "DynamoDB helpers in util.dynamodb" and "Amazon DynamoDB built-in functions"`;
export const HTTP_PAGE = `${GUIDE}, "HTTP helpers in util.http"`;
export const XML_PAGE = `${GUIDE}, "XML helpers in util.xml"`;
export const EXTENSIONS_PAGE = `${GUIDE}, "Extensions"`;
export const RUNTIME_PAGE = `${GUIDE}, "Runtime utilities"`;
export const TESTING_PAGE = `${GUIDE}, "Testing and debugging resolvers"`;
export const QUOTAS = 'AWS General Reference, "AWS AppSync endpoints and quotas"';
export const API_REFERENCE = 'AppSync API reference, "EvaluateCode"';
export const LINTER = '@aws-appsync/eslint-plugin 2.0.2';

/** Snapshots and comments of its tests, made with EvaluateCode. */
export const CAPTURED = 'localstack/appsync-utils, recorded on AWS';

/** AppSync runs on Java, and its guide sends readers there. */
export const JAVA_TIME = `${TIME_PAGE}, which refers to Java's DateTimeFormatter`;
export const JAVA_REGEX = `${UTILITIES} and "JavaScript runtime features", which refer to Java's Pattern`;

/** As JavaScript has it: no page and no report says otherwise. */
export const ASSUMED = 'assumed, as in JavaScript: no page or report says otherwise';

/** An issue of aws/aws-appsync-community. */
export function issue(number: number): string {
  return `aws/aws-appsync-community#${number}`;
}
