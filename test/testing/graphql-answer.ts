/** The response to a GraphQL request, parsed as far as tests look into it. */
import { arrayIn, isRecord, parseRecord } from '../../commands/json.ts';
import type { JsonRecord } from '../../commands/json.ts';

export type GraphqlAnswer = {
  readonly status: number;
  /** As it came. */
  readonly body: JsonRecord;
  /** Empty if there is none. */
  readonly data: JsonRecord;
  readonly errors: readonly { readonly errorType: string; readonly message: string }[];
};

export async function readAnswer(response: Response): Promise<GraphqlAnswer> {
  return parseAnswer(response.status, await response.text());
}

export function parseAnswer(status: number, text: string): GraphqlAnswer {
  const body = parseRecord(text);
  const errors = arrayIn(body, 'errors').map((error) => {
    const { errorType, message } = isRecord(error) ? error : {};
    return { errorType: String(errorType), message: String(message) };
  });
  return { status, body, data: isRecord(body['data']) ? body['data'] : {}, errors };
}

/** The value of a mutation or query with this name, which must be an object. */
export function fieldOf({ body, data }: GraphqlAnswer, name: string): JsonRecord {
  const value = data[name];
  if (!isRecord(value)) throw new Error(`There is no ${name} in ${JSON.stringify(body)}`);
  return value;
}
