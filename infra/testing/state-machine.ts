/** The definitions of the template's state machines, and what an independent reader of the Amazon States Language says to one. */
import validate from 'asl-validator';
import type { Template } from 'aws-cdk-lib/assertions';
import assert from 'node:assert/strict';
import { isObject } from '../../domain/is-object.ts';
import { at, listAt } from './template.ts';

/** Of the construct with this id, with names like those that a deployment puts in. */
export function definitionIn(template: Template, saga: 'Saga' | 'RefundSaga' = 'Saga'): Record<string, unknown> {
  const machines = Object.entries(template.findResources('AWS::StepFunctions::StateMachine'));
  const found: unknown = machines.find(([id]) => id.startsWith(`${saga}StateMachine`))?.[1];
  const [separator, parts] = listAt(found, 'Properties', 'DefinitionString', 'Fn::Join');
  assert.ok(Array.isArray(parts));
  const definition: unknown = JSON.parse(parts.map(deployed).join(String(separator)));
  assert.ok(isObject(definition));
  return definition;
}

/** Stages differ in little, and the validator reads its schemas again for each definition, which takes half a second. */
const known = new Map<string, readonly string[]>();

/** One sentence for each mistake. */
export function mistakesIn(definition: object): readonly string[] {
  const json = JSON.stringify(definition);
  const mistakes = known.get(json) ?? findMistakes(definition);
  known.set(json, mistakes);
  return mistakes;
}

function findMistakes(definition: object): readonly string[] {
  const { isValid, errors } = validate(structuredClone(definition));
  assert.equal(isValid, errors.length === 0);
  return errors.map((error) => `${error['Error code']}: ${error.Message}`);
}

/** Names of functions are all that a definition refers to, but for the partition. */
function deployed(part: unknown): string {
  if (typeof part === 'string') return part;
  const target = at(part, 'Ref') ?? at(part, 'Fn::GetAtt', 0);
  return target === 'AWS::Partition' ? 'aws' : `arn:aws:lambda:eu-central-1:123456789012:function:${String(target)}`;
}
