/** `EvaluateMappingTemplate`, which is rejected: no resolver of the local cloud is written in VTL. */

import { AwsError } from '../../../aws/error.ts';
import type { Operation } from '../../../plugin/service.ts';

export const EVALUATE_MAPPING_TEMPLATE: Operation<unknown> = {
  permissions: () => [],
  serve: () => {
    throw new AwsError(
      'UnknownOperationException',
      "The local cloud doesn't support appsync:EvaluateMappingTemplate, because it has no mapping templates (VTL). " +
        'Write the resolver in JavaScript and use EvaluateCode.',
    );
  },
};
