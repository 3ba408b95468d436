import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { isObject } from '../domain/is-object.ts';
import { stageNamed, templateFor } from './testing/stages.ts';

type Reference = { readonly target: string; readonly from: string; readonly path: string };

/** Who may name a function or the state machine itself: what versions it, what measures it, and what allows to start it. */
const MAY_NAME_IT_ITSELF = [
  /^AWS::Lambda::(Version|Alias) FunctionName$/,
  /^AWS::StepFunctions::StateMachineVersion /,
  // By the name of the alias beside it.
  /^AWS::Lambda::Url TargetFunctionArn$/,
  /^AWS::CloudWatch::Alarm (Metrics\.MetricStat\.Metric\.)?Dimensions\./,
  /^AWS::CloudWatch::Dashboard DashboardBody$/,
  // Of one deployment: no other version could serve it.
  /^Custom::\w+ ServiceToken$/,
  // Step Functions checks the right to start a version or alias by the state machine ("Authorization for versions").
  /^AWS::IAM::Policy .*states:StartExecution/,
];

describe('the template', () => {
  const resources: unknown = templateFor(stageNamed('dev')).toJSON()['Resources'];
  assert.ok(isObject(resources));
  const typeOf = (id: string) => String(isObject(resources[id]) ? resources[id]['Type'] : '');

  for (const type of ['AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine']) {
    it(`lets nobody call an ${type} but by its alias`, () => {
      const found = Object.entries(resources).flatMap(([id, resource]) => referencesIn(resource, typeOf(id)));
      const ofType = found.filter(({ target }) => typeOf(target) === type);
      assert.ok(ofType.length > 0, 'the test finds references');
      const others = ofType.filter((one) => !MAY_NAME_IT_ITSELF.some((may) => may.test(`${one.from} ${one.path}`)));
      assert.deepEqual(others, []);
    });
  }

  it('has an alias live of every function that something else than the deployment calls', () => {
    const idsOf = (type: string) => Object.keys(resources).filter((id) => typeOf(id) === type);
    const named = (id: string) => {
      const resource = resources[id];
      const properties = isObject(resource) ? resource['Properties'] : undefined;
      return isObject(properties) ? properties['Name'] : undefined;
    };
    const aliases = idsOf('AWS::Lambda::Alias');
    assert.equal(aliases.length, idsOf('AWS::Lambda::Function').length - 1);
    assert.deepEqual(
      [...new Set([...aliases, ...idsOf('AWS::StepFunctions::StateMachineAlias')].map(named))],
      ['live'],
    );
  });
});

/** The references in a resource. The path of one in a policy ends with the actions of its statement. */
function referencesIn(value: unknown, from: string, path = ''): Reference[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => referencesIn(item, from, path));
  if (!isObject(value)) return [];
  const { Ref, 'Fn::GetAtt': attribute, Action } = value;
  if (typeof Ref === 'string') return [{ target: Ref, from, path }];
  if (Array.isArray(attribute)) return [{ target: String(attribute[0]), from, path }];
  return Object.entries(value).flatMap(([key, member]) => {
    const here = key === 'Properties' || key.startsWith('Fn::') ? path : path ? `${path}.${key}` : key;
    return referencesIn(member, from, Action === undefined ? here : `${here} ${JSON.stringify(Action)}`);
  });
}
