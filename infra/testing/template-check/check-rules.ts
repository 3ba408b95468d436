/** The rules of CloudFormation that CDK brings along: patterns, lengths and ranges, and what properties ask of each other. */
import { App, CloudFormationValidatePlugin } from 'aws-cdk-lib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Each template would take seconds again. */
const plugin = new CloudFormationValidatePlugin();

/** One sentence for each rule that the template breaks, warnings included. */
export function checkRules(json: unknown): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ordersaga-'));
  try {
    const templatePath = join(folder, 'template.json');
    writeFileSync(templatePath, JSON.stringify(json));
    const stack = { stackConstructPath: 'stack', templatePath, accountId: undefined, region: undefined };
    const appConstruct = new App({ outdir: folder });
    const { violations } = plugin.validate({ templatePaths: [templatePath], stackTemplates: [stack], appConstruct });
    return violations.flatMap(({ description, violatingResources }) =>
      violatingResources.map(({ resourceLogicalId = 'template' }) => `${resourceLogicalId}: ${description}`),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
