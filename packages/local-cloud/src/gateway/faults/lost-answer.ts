/** A call that was served and whose answer never reaches its caller. */

import { AwsError } from '../../aws/error.ts';

/** For callers in this process: what an AWS SDK reports of a broken connection. The HTTP door breaks the connection. */
export class LostAnswer extends AwsError {
  constructor() {
    super('SdkClientException', 'Unable to execute HTTP request: the connection was reset.', 0);
  }
}
