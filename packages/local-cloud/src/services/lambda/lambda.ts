/** The gateway's Lambda: invokes the stack's functions, lists and switches its event source mappings. */

import type { Cloud } from '../../boot/cloud.ts';
import { stringAt } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import type { Crash } from '../../aws/call.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { unknownOperation } from '../../gateway/gateway.ts';
import type { Service } from '../../gateway/gateway.ts';

export function createLambda(cloud: Pick<Cloud, 'functions' | 'mappings' | 'all' | 'place'>): Service {
  const operations: {
    readonly [name: string]: (input: JsonObject, crash?: Crash) => JsonObject | Promise<JsonObject>;
  } = {
    Invoke: (input, crash) => invoke(cloud, input, crash),
    ListFunctions: () => ({
      Functions: cloud
        .all('AWS::Lambda::Function')
        .map(({ name, properties }) => ({ ...properties, FunctionName: name })),
    }),
    ListEventSourceMappings: () => ({
      EventSourceMappings: cloud.all('AWS::Lambda::EventSourceMapping').map(({ ref }) => describe(cloud, ref)),
    }),
    UpdateEventSourceMapping: (input) => {
      const uuid = stringAt(input, 'UUID') ?? '';
      const mapping = cloud.mappings.get(uuid);
      if (!mapping)
        throw new AwsError('ResourceNotFoundException', `The event source mapping ${uuid} does not exist.`, 404);
      if (typeof input['Enabled'] === 'boolean') mapping.setEnabled(input['Enabled']);
      return describe(cloud, uuid);
    },
  };
  return async (call) => {
    const operation = operations[call.operation];
    if (!operation) throw unknownOperation(call);
    return JSON.stringify(await operation(call.input, call.crash));
  };
}

async function invoke(
  { functions, place }: Pick<Cloud, 'functions' | 'place'>,
  input: JsonObject,
  crash: Crash | undefined,
): Promise<JsonObject> {
  const named = stringAt(input, 'FunctionName') ?? '';
  const arn = functionArn(named, place);
  const fn = functions.get(arn);
  if (!fn) throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
  const payload = input['Payload'] ?? {};
  if (input['InvocationType'] === 'DryRun') return { StatusCode: 204 };
  if (input['InvocationType'] === 'Event') {
    fn.invokeEvent(payload, crash);
    return { StatusCode: 202 };
  }
  const result = await fn.invoke(payload, crash);
  return {
    StatusCode: 200,
    ExecutedVersion: '$LATEST',
    Payload: result.payload,
    ...(result.functionError && { FunctionError: result.functionError }),
  };
}

function describe({ mappings, all, place }: Pick<Cloud, 'mappings' | 'all' | 'place'>, uuid: string): JsonObject {
  const properties = all('AWS::Lambda::EventSourceMapping').find(({ ref }) => ref === uuid)?.properties ?? {};
  const named = stringAt(properties, 'FunctionName') ?? '';
  return {
    UUID: uuid,
    EventSourceArn: properties['EventSourceArn'] ?? null,
    FunctionArn: functionArn(named, place),
    DestinationConfig: properties['DestinationConfig'] ?? {},
    State: mappings.get(uuid)?.isEnabled() ? 'Enabled' : 'Disabled',
  };
}

function functionArn(named: string, { region, accountId }: Cloud['place']): string {
  return named.startsWith('arn:') ? named : `arn:aws:lambda:${region}:${accountId}:function:${named}`;
}
