/** How an AWS call fails. */

import type { JsonObject } from '../kernel/json.ts';

/** A failure as AWS reports it: `name` is the exception's, `fields` what it has besides its message. */
export class AwsError extends Error {
  readonly statusCode: number;
  readonly fields: JsonObject;

  constructor(name: string, message: string, statusCode = 400, fields: JsonObject = {}) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
    this.fields = fields;
  }
}
