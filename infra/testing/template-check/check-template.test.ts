/** The check of templates finds each kind of mistake, and lets what is right pass. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { checkTemplate } from './check-template.ts';

const QUEUE = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs', DelaySeconds: 5 } };
const TOPIC = { Type: 'AWS::SNS::Topic', Properties: {} };
const ROLE = 'arn:aws:iam::123456789012:role/one';

/** What is wrong with a template of these resources; their paths begin with `Resources.`. */
function mistakesIn(resources: object, sections: object = {}): string[] {
  return checkTemplate({ Resources: resources, ...sections });
}

function functionWith(properties: object): object {
  return { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: 'x' }, Role: ROLE, ...properties } };
}

describe('the check of a template', () => {
  it('lets a template without a mistake pass', () => {
    const resources = {
      Queue: { ...QUEUE, DependsOn: 'Topic', DeletionPolicy: 'RetainExceptOnCreate' },
      Topic: TOPIC,
      Function: functionWith({
        MemorySize: 512,
        Tags: [{ Key: 'stage', Value: 'dev' }],
        Architectures: [{ 'Fn::Select': [0, ['arm64', 'x86_64']] }],
        Environment: {
          Variables: {
            URL: { Ref: 'Queue' },
            ARN: { 'Fn::GetAtt': ['Queue', 'Arn'] },
            TEXT: { 'Fn::Join': ['-', [{ Ref: 'AWS::Region' }, 'x', { 'Fn::GetAtt': 'Topic.TopicArn' }]] },
            SUB: { 'Fn::Sub': ['${Queue.Arn} ${Own} ${!Literal} ${AWS::AccountId}', { Own: { Ref: 'Queue' } }] },
            IF: { 'Fn::If': ['IsBig', { Ref: 'Size' }, { Ref: 'AWS::NoValue' }] },
          },
        },
      }),
      Custom: { Type: 'Custom::Thing', Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] }, Any: 1 } },
    };
    const sections = {
      Parameters: { Size: { Type: 'String' } },
      Conditions: { IsBig: { 'Fn::Equals': [{ Ref: 'Size' }, 'big'] } },
      Outputs: { Any: { Value: { 'Fn::GetAtt': ['Custom', 'Anything'] } } },
    };
    assert.deepEqual(mistakesIn(resources, sections), []);
  });

  it('knows the types and their properties, those nested in others too', () => {
    assert.deepEqual(mistakesIn({ A: { Type: 'AWS::SQS::Kueue' } }), [
      'Resources.A: there is no resource type "AWS::SQS::Kueue"',
    ]);
    assert.deepEqual(mistakesIn({ A: { ...QUEUE, Properties: { Delay: 5 } } }), [
      'Resources.A.Properties: "Delay" isn\'t a property',
    ]);
    assert.deepEqual(mistakesIn({ A: functionWith({ TracingConfig: { Mod: 'Active' } }) }), [
      'Resources.A.Properties.TracingConfig: "Mod" isn\'t a property',
    ]);
    assert.deepEqual(mistakesIn({ A: functionWith({ FileSystemConfigs: [{ Arn: ROLE, Mount: '/mnt' }] }) }), [
      'Resources.A.Properties.FileSystemConfigs[0]: "LocalMountPath" is required',
      'Resources.A.Properties.FileSystemConfigs[0]: "Mount" isn\'t a property',
    ]);
  });

  it('knows what is required, and that no value is none', () => {
    assert.deepEqual(mistakesIn({ A: { Type: 'AWS::Lambda::Function', Properties: { Code: {} } } }), [
      'Resources.A.Properties: "Role" is required',
    ]);
    assert.deepEqual(mistakesIn({ A: functionWith({ Role: { Ref: 'AWS::NoValue' } }) }), [
      'Resources.A.Properties: "Role" is required',
    ]);
    assert.deepEqual(mistakesIn({ A: { Type: 'Custom::Thing', Properties: {} } }), [
      'Resources.A.Properties: "ServiceToken" is required',
    ]);
  });

  it('lets nobody set what CloudFormation sets', () => {
    assert.deepEqual(mistakesIn({ A: { ...QUEUE, Properties: { QueueUrl: 'https://sqs' } } }), [
      'Resources.A.Properties: "QueueUrl" is read-only',
    ]);
  });

  it('knows what a value must be', () => {
    const wrong: [object, string][] = [
      [{ MemorySize: '512' }, 'MemorySize: "512" isn\'t of type integer'],
      [{ MemorySize: 0.5 }, "MemorySize: 0.5 isn't of type integer"],
      [{ Description: 5 }, "Description: 5 isn't of type string"],
      [{ Architectures: 'arm64' }, 'Architectures: "arm64" isn\'t of type array'],
      [{ Architectures: [5] }, "Architectures[0]: 5 isn't of type string"],
      [{ TracingConfig: [] }, "TracingConfig: [] isn't of type ref"],
      [{ Environment: { Variables: { A: 5 } } }, "Environment.Variables.A: 5 isn't of type string"],
      [{ Tags: [{ Key: 'stage', Val: 'dev' }] }, 'Tags[0]: "Value" is required'],
      [{ PackageType: 'Tar' }, 'PackageType: "Tar" isn\'t one of Image, Zip'],
    ];
    for (const [properties, mistake] of wrong) {
      assert.equal(mistakesIn({ A: functionWith(properties) })[0], `Resources.A.Properties.${mistake}`);
    }
    const rule = { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 hour)', State: 'ON' } };
    assert.match(mistakesIn({ A: rule })[0] ?? '', /^Resources\.A\.Properties\.State: "ON" isn't one of DISABLED,/);
  });

  it('takes the best of several types', () => {
    const table = (KeySchema: unknown) => ({ A: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema } } });
    assert.deepEqual(mistakesIn(table([{ AttributeName: 'id', KeyType: 'HASH' }])), []);
    assert.deepEqual(mistakesIn(table([{ AttributeName: 'id', Type: 'HASH' }])), [
      'Resources.A.Properties.KeySchema[0]: "KeyType" is required',
      'Resources.A.Properties.KeySchema[0]: "Type" isn\'t a property',
    ]);
    assert.deepEqual(mistakesIn(table(5)), ["Resources.A.Properties.KeySchema: 5 isn't of type array"]);
  });

  it('knows what a function results in', () => {
    const wrong: [object, string][] = [
      [{ MemorySize: { Ref: 'Queue' } }, "MemorySize: Ref results in a string, which isn't of type integer"],
      [{ Architectures: { Ref: 'Queue' } }, "Architectures: Ref results in a string, which isn't of type array"],
      [{ MemorySize: { Ref: 'List' } }, "MemorySize: Ref results in a array, which isn't of type integer"],
      [
        { Timeout: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
        "Timeout: Fn::GetAtt results in a string, which isn't of type integer",
      ],
      [{ Timeout: { 'Fn::Join': ['', ['1']] } }, "Timeout: Fn::Join results in a string, which isn't of type integer"],
      [{ Handler: { 'Fn::Join': ['', [5]] } }, "Handler[0]: 5 isn't of type string"],
      [{ Handler: { 'Fn::Join': ['a', 'b'] } }, 'Handler: "b" isn\'t of type array'],
      [{ Handler: { 'Fn::Join': 'ab' } }, 'Handler: Fn::Join needs a separator and a list'],
      [{ Handler: { 'Fn::Split': [',', 'a,b'] } }, "Handler: Fn::Split results in a array, which isn't of type string"],
      [{ Handler: { 'Fn::Lower': 'A' } }, "Handler: this check doesn't know Fn::Lower"],
      [{ MemorySize: { 'Fn::If': ['IsBig', 512, 'big'] } }, 'MemorySize: "big" isn\'t of type integer'],
      [{ MemorySize: { 'Fn::If': ['IsBig', 512] } }, 'MemorySize: Fn::If needs a condition and two values'],
    ];
    const sections = { Parameters: { List: { Type: 'CommaDelimitedList' } }, Conditions: { IsBig: {} } };
    for (const [properties, mistake] of wrong) {
      const mistakes = mistakesIn({ A: functionWith(properties), Queue: QUEUE }, sections);
      assert.deepEqual(mistakes, [`Resources.A.Properties.${mistake}`]);
    }
  });

  it('finds references to what is not there, in outputs too', () => {
    const references: [object, string][] = [
      [{ Ref: 'Kueue' }, 'there is no "Kueue"'],
      [{ Ref: 'AWS::Regio' }, 'there is no "AWS::Regio"'],
      [{ 'Fn::GetAtt': ['Kueue', 'Arn'] }, 'there is no resource "Kueue"'],
      [{ 'Fn::GetAtt': ['Queue', 'Arm'] }, 'AWS::SQS::Queue has no attribute "Arm"'],
      [{ 'Fn::GetAtt': 'Queue.Arm' }, 'AWS::SQS::Queue has no attribute "Arm"'],
      [{ 'Fn::Sub': '${Kueue}' }, 'there is no "Kueue"'],
      [
        { 'Fn::Sub': ['${Own}', { Own: { 'Fn::GetAtt': ['Queue', 'Arm'] } }] },
        'AWS::SQS::Queue has no attribute "Arm"',
      ],
      [{ 'Fn::Sub': 'a ${Queue.Arm} b' }, 'AWS::SQS::Queue has no attribute "Arm"'],
      [{ 'Fn::Join': ['', ['a', { Ref: 'Kueue' }]] }, 'there is no "Kueue"'],
    ];
    for (const [reference, mistake] of references) {
      const found = [
        ...mistakesIn({ A: functionWith({ Handler: reference }), Queue: QUEUE }),
        ...mistakesIn({ Queue: QUEUE }, { Outputs: { Out: { Value: reference } } }),
      ];
      const ends = found.map((one) => one.slice(one.indexOf(': ') + 2));
      assert.deepEqual(ends, [mistake, mistake]);
    }
    assert.deepEqual(mistakesIn({ A: { ...QUEUE, DependsOn: ['B'] } }), [
      'Resources.A.DependsOn: there is no resource "B"',
    ]);
    assert.deepEqual(mistakesIn({ A: { ...QUEUE, Condition: 'IsBig' } }), ['Conditions: there is no "IsBig"']);
    const handler = { 'Fn::If': ['IsBig', 'a', 'b'] };
    assert.deepEqual(mistakesIn({ A: functionWith({ Handler: handler }) }), ['Conditions: there is no "IsBig"']);
  });

  it('finds resources that wait for each other', () => {
    const queue = (other: unknown) => ({ Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { other } } });
    assert.deepEqual(
      mistakesIn({
        A: queue({ Ref: 'B' }),
        B: queue({ 'Fn::GetAtt': ['C', 'Arn'] }),
        C: { ...QUEUE, DependsOn: 'A' },
        D: queue({ Ref: 'A' }),
      }),
      ['Resources: A needs B needs C needs A'],
    );
  });

  it('knows the members of a resource and its policies', () => {
    assert.deepEqual(mistakesIn({ A: { ...QUEUE, Dependson: 'B', DeletionPolicy: 'Keep' } }), [
      'Resources.A: "Dependson" isn\'t a member of a resource',
      'Resources.A.DeletionPolicy: "Keep" isn\'t a policy',
    ]);
  });
});
