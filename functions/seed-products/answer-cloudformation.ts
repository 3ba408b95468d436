/** The response of a custom resource: a PUT to the URL that came with the event. */
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

/** Throws when CloudFormation doesn't take the response. `reason` is what CloudFormation shows for a failure. */
export async function answerCloudFormation(
  event: CloudFormationCustomResourceEvent,
  status: 'SUCCESS' | 'FAILED',
  reason?: string,
): Promise<void> {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
  const response = await fetch(ResponseURL, {
    method: 'PUT',
    body: JSON.stringify({
      Status: status,
      Reason: reason,
      PhysicalResourceId: 'sample-products',
      StackId,
      RequestId,
      LogicalResourceId,
    }),
  });
  if (!response.ok) throw new Error(`CloudFormation's answer URL said ${response.status}`);
}
