/** What cdk-nag says to the constructs of an app, and what they say to that. */
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { App } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isObject } from '../../domain/is-object.ts';

/** A rule of cdk-nag, and the path of the construct that breaks it or says why it may. */
export type Finding = { readonly rule: string; readonly path: string };

/** Of AwsSolutions and Serverless, without those that a construct acknowledges. */
export function findingsIn(app: App): Finding[] {
  app.synth();
  return [new AwsSolutionsChecks(app), new ServerlessChecks(app)]
    .flatMap((pack) => pack.validateScope(app).violations)
    .flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({ rule: ruleName, path: constructPath })),
    );
}

export function acknowledgementsIn(app: App): Finding[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => (isObject(data) ? Object.keys(data) : []))
      .map((id) => ({ rule: id.replace(/^Annotation::/, ''), path: node.path })),
  );
}

/** From now on, no construct of the app acknowledges anything. */
export function forgetAcknowledgements(app: App): void {
  const forget = ({ node }: IConstruct) => Object.defineProperty(node, 'metadata', { value: [] });
  for (const construct of app.node.findAll()) forget(construct);
}
