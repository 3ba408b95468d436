/** Answers requests to a function URL by what its function returns. */

import { AwsError } from '../../../aws/error.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import type { Handle } from '../../../gateway/door/answer-requests.ts';
import { readBody } from '../../../gateway/door/read-body.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { parseObject } from '../../../kernel/json.ts';
import type { Cloud } from '../../../plugin/cloud.ts';
import { recordMetric } from '../../../plugin/metrics.ts';
import { urlMetric } from '../metrics.ts';
import { functionResponse, messageResponse } from './function-response.ts';
import type { HttpResponse } from './function-response.ts';
import { requestEvent } from './request-event.ts';

type FunctionUrl = {
  readonly id: string;
  /** What stands before the function's own path in the address. */
  readonly path: string;
  readonly functionArn: string;
  /** Whether the function's policy lets everybody invoke it by the address. */
  readonly isPublic: () => boolean;
};

/** Lambda's quota for the payload of a synchronous invocation. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

const FORBIDDEN = messageResponse(403, 'Forbidden');
const TOO_LARGE = messageResponse(413, `Request must be smaller than ${MAX_BODY_BYTES} bytes`);

/** Whoever knows the address. The function's policy has been asked by then. */
const ANYBODY: Principal = { arn: 'anonymous', permissions: 'administrator' };

export function serveFunctionUrl(functionUrl: FunctionUrl, cloud: Cloud): Handle {
  const respond = async (event: JsonObject): Promise<HttpResponse> => {
    const input = { FunctionName: functionUrl.functionArn, Payload: event };
    try {
      const answer = await cloud.callAws({ service: 'lambda', operation: 'Invoke', input, principal: ANYBODY });
      return functionResponse(parseObject(answer) ?? {});
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return messageResponse(error.statusCode === 429 ? 429 : 502, error.message);
    }
  };

  const record = (status: number, milliseconds: number): void => {
    const counts = { UrlRequestCount: 1, Url4xxCount: isIn(400, status), Url5xxCount: isIn(500, status) };
    for (const [name, value] of Object.entries({ ...counts, UrlRequestLatency: milliseconds })) {
      for (const datum of urlMetric(name, value, functionUrl.functionArn)) recordMetric(cloud, datum);
    }
  };

  return async (request, response) => {
    const startedAt = performance.now();
    const body = await readBody(request, MAX_BODY_BYTES);
    const {
      status,
      headers,
      body: bytes,
    } = !functionUrl.isPublic()
      ? FORBIDDEN
      : body === undefined
        ? TOO_LARGE
        : await respond(requestEvent(request, body, { ...functionUrl, region: cloud.place.region }));
    record(status, performance.now() - startedAt);
    response.writeHead(status, { ...headers, 'content-length': bytes.length }).end(bytes);
  };
}

function isIn(hundred: number, status: number): number {
  return status >= hundred && status < hundred + 100 ? 1 : 0;
}
