/** All snippets: one for each quirk of APPSYNC_JS that this project assumes or has read of. */
import type { Source, ServiceTarget } from '../case.ts';
import { ARRAYS } from './arrays.ts';
import { MOCK_CONTEXT } from './context.ts';
import { DYNAMODB_REQUESTS } from './dynamodb-requests.ts';
import { ERRORS } from './errors.ts';
import { FILTERS } from './filters.ts';
import { LIMITS } from './limits.ts';
import { LOGS } from './logs.ts';
import { NUMBERS } from './numbers.ts';
import { OBJECTS } from './objects.ts';
import { OPERATORS } from './operators.ts';
import { REGULAR_EXPRESSIONS } from './regular-expressions.ts';
import { ACCEPTED_CODE, REJECTED_NAMES } from './rejected-names.ts';
import { REJECTED_SYNTAX } from './rejected-syntax.ts';
import { caseOf } from './snippet.ts';
import type { Topic } from './snippet.ts';
import { STRINGS } from './strings.ts';
import { TIME } from './time.ts';
import { TYPED_VALUES } from './typed-values.ts';
import { TOOLS } from './utilities.ts';

export const TOPICS: readonly Topic[] = [
  OPERATORS,
  NUMBERS,
  STRINGS,
  ARRAYS,
  OBJECTS,
  REGULAR_EXPRESSIONS,
  TIME,
  TOOLS,
  TYPED_VALUES,
  DYNAMODB_REQUESTS,
  FILTERS,
  ERRORS,
  MOCK_CONTEXT,
  LOGS,
  LIMITS,
  REJECTED_SYNTAX,
  REJECTED_NAMES,
  ACCEPTED_CODE,
];

export const BATTERY: Source<ServiceTarget> = {
  name: 'snippets',
  cases: () => TOPICS.flatMap(({ group, snippets }) => snippets.map((snippet) => caseOf(group, snippet))),
};
