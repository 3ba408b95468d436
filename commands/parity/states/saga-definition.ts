/** A saga's state machine in the Amazon States Language, as the template has it, with the ARNs that it could have. */
import { arrayIn, isRecord, objectIn, parseJson } from '../../json.ts';
import type { TemplateResource } from '../template.ts';
import { isJsonObject } from './question.ts';
import type { JsonObject } from './question.ts';

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';

/** The ids of the constructs that have a state machine: of orders, and of refunds. */
export type SagaId = 'Saga' | 'RefundSaga';

/** Throws if there is no such state machine whose definition joins parts. */
export function sagaIn(template: ReadonlyMap<string, TemplateResource>, saga: SagaId): JsonObject {
  const machines = [...template].filter(([, { type }]) => type === 'AWS::StepFunctions::StateMachine');
  const machine = machines.find(([logicalId]) => logicalId.startsWith(`${saga}StateMachine`))?.[1];
  const [separator, parts] = arrayIn(objectIn(machine?.properties ?? {}, 'DefinitionString'), 'Fn::Join');
  if (typeof separator !== 'string' || !Array.isArray(parts)) throw new Error(`The template has no ${saga}.`);
  const definition = parseJson(parts.map(textOf).join(separator));
  if (!isJsonObject(definition)) throw new Error('The definition of the saga is no JSON object.');
  return definition;
}

const PSEUDO_PARAMETERS: { readonly [name: string]: string } = {
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
};

/** `{"Fn::GetAtt": ["SagaFailOrderFunction5D36C4CB", "Arn"]}` becomes a function's ARN. */
function textOf(part: unknown): string {
  if (!isRecord(part)) return String(part);
  const [logicalId = ''] = Object.values(part).flat().map(String);
  const name = logicalId.replace(/[0-9A-F]{8}$/, '');
  return PSEUDO_PARAMETERS[logicalId] ?? `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
}
