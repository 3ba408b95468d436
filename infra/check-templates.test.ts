/**
 * CloudFormation would take the template of every kind of stage, and that of the pipeline's roles. One file checks all of them:
 * a process takes seconds to read the schemas and the rules.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import roles from './pipeline/roles.json' with { type: 'json' };
import { EVERY_KIND_OF_STAGE, templateFor } from './testing/stages.ts';
import { checkRules } from './testing/template-check/check-rules.ts';
import { checkTemplate } from './testing/template-check/check-template.ts';

/** In bytes, from S3 (CloudFormation user guide, "Quotas"). */
const MAX_TEMPLATE_BYTES = 1024 * 1024;

describe('the template of the roles of the pipeline', () => {
  it('has what the resource schemas know, and keeps to the rules for values', () => {
    assert.deepEqual(checkTemplate(roles), []);
    assert.deepEqual(checkRules(roles), []);
  });
});

describe.each(EVERY_KIND_OF_STAGE)('the template of a stage (%s)', (_, stage) => {
  const json = templateFor(stage).toJSON();

  it('has the types, properties and attributes that the resource schemas know', () => {
    assert.deepEqual(checkTemplate(json), []);
  });

  it("keeps to CloudFormation's rules for the values of properties", () => {
    assert.deepEqual(checkRules(json), []);
  });

  it('is as small as CloudFormation wants it', () => {
    // As CDK writes it.
    assert.ok(Buffer.byteLength(JSON.stringify(json, undefined, 1)) < MAX_TEMPLATE_BYTES);
  });
});
