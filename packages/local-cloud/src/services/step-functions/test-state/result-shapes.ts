/**
 * What the API models say of the results of operations, under the names that Step Functions gives their members (API
 * references of the services; "Capitalization" in "Integrating services", developer guide).
 */

export type ResultShape =
  | { readonly type: 'string'; readonly values?: readonly string[] }
  | { readonly type: 'number' }
  | { readonly type: 'array'; readonly of: ResultShape }
  /** An object whose members have any name. */
  | { readonly type: 'map'; readonly of: ResultShape }
  | ResultStructure;

export type ResultStructure = {
  readonly type: 'structure';
  readonly members: { readonly [name: string]: ResultShape };
  readonly required: readonly string[];
};

const STRING = { type: 'string' } as const;
const NUMBER = { type: 'number' } as const;

function structure(members: ResultStructure['members'], ...required: readonly string[]): ResultStructure {
  return { type: 'structure', members, required };
}

function arrayOf(of: ResultShape): ResultShape {
  return { type: 'array', of };
}

function mapOf(of: ResultShape): ResultShape {
  return { type: 'map', of };
}

/** The types inside of it have names of their own in Step Functions, and are not checked. */
const ATTRIBUTE = structure({});
const ITEM = mapOf(ATTRIBUTE);

const UNITS = { CapacityUnits: NUMBER, ReadCapacityUnits: NUMBER, WriteCapacityUnits: NUMBER };
const CAPACITY = structure({
  ...UNITS,
  TableName: STRING,
  Table: structure(UNITS),
  LocalSecondaryIndexes: mapOf(structure(UNITS)),
  GlobalSecondaryIndexes: mapOf(structure(UNITS)),
});
const METRICS = structure({ ItemCollectionKey: ITEM, SizeEstimateRangeGB: arrayOf(NUMBER) });
const WRITTEN = structure({ Attributes: ITEM, ConsumedCapacity: CAPACITY, ItemCollectionMetrics: METRICS });
const FOUND = structure({
  Items: arrayOf(ITEM),
  Count: NUMBER,
  ScannedCount: NUMBER,
  LastEvaluatedKey: ITEM,
  ConsumedCapacity: CAPACITY,
});

/** By service and operation as resources name them, without `aws-sdk:`. */
export const RESULT_SHAPES: { readonly [operation: string]: ResultStructure } = {
  'dynamodb:batchGetItem': structure({
    Responses: mapOf(arrayOf(ITEM)),
    UnprocessedKeys: mapOf(structure({ Keys: arrayOf(ITEM) })),
    ConsumedCapacity: arrayOf(CAPACITY),
  }),
  'dynamodb:deleteItem': WRITTEN,
  'dynamodb:getItem': structure({ Item: ITEM, ConsumedCapacity: CAPACITY }),
  'dynamodb:putItem': WRITTEN,
  'dynamodb:query': FOUND,
  'dynamodb:scan': FOUND,
  'dynamodb:transactGetItems': structure({
    Responses: arrayOf(structure({ Item: ITEM })),
    ConsumedCapacity: arrayOf(CAPACITY),
  }),
  'dynamodb:transactWriteItems': structure({
    ConsumedCapacity: arrayOf(CAPACITY),
    ItemCollectionMetrics: mapOf(arrayOf(METRICS)),
  }),
  'dynamodb:updateItem': WRITTEN,
  'events:putEvents': structure({
    FailedEntryCount: NUMBER,
    Entries: arrayOf(structure({ EventId: STRING, ErrorCode: STRING, ErrorMessage: STRING })),
  }),
  // The model's payload is a blob, and so a string, though a real result has the payload as JSON (boto/boto3#4682, #4683).
  'lambda:invoke': structure({
    StatusCode: NUMBER,
    FunctionError: STRING,
    LogResult: STRING,
    Payload: STRING,
    ExecutedVersion: STRING,
  }),
  'secretsmanager:getSecretValue': structure({
    Arn: STRING,
    Name: STRING,
    VersionId: STRING,
    SecretBinary: STRING,
    SecretString: STRING,
    VersionStages: arrayOf(STRING),
    CreatedDate: STRING,
  }),
  'sesv2:sendEmail': structure({ MessageId: STRING }),
  'sns:publish': structure({ MessageId: STRING, SequenceNumber: STRING }),
  'sqs:sendMessage': structure({
    Md5OfMessageBody: STRING,
    Md5OfMessageAttributes: STRING,
    Md5OfMessageSystemAttributes: STRING,
    MessageId: STRING,
    SequenceNumber: STRING,
  }),
  'states:describeExecution': structure(
    {
      ExecutionArn: STRING,
      StateMachineArn: STRING,
      Name: STRING,
      Status: {
        type: 'string',
        values: ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'],
      },
      StartDate: STRING,
      StopDate: STRING,
      Input: STRING,
      Output: STRING,
      Error: STRING,
      Cause: STRING,
    },
    'ExecutionArn',
    'StateMachineArn',
    'Status',
    'StartDate',
  ),
  'states:startExecution': structure({ ExecutionArn: STRING, StartDate: STRING }, 'ExecutionArn', 'StartDate'),
};
