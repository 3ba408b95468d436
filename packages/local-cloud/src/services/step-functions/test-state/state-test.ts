/** All that one call of TestState is about. */

import type { JsonObject } from '../../../kernel/json.ts';
import type { Inspection } from './inspection.ts';
import type { Mock } from './mock.ts';
import type { TestRequest } from './request.ts';
import type { TestedState } from './tested-state.ts';

export type StateTest = {
  readonly request: TestRequest;
  readonly tested: TestedState;
  readonly mock: Mock | undefined;
  readonly context: JsonObject;
  readonly inspection: Inspection;
};
