/**
 * The web ACL in front of the API: AWS's own rules against what is known to be bad, and how much one address and one token
 * may ask for. It looks at requests before AppSync knows who sends them.
 */
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Stage } from './stage.ts';

type FirewallProps = { readonly stage: Stage; readonly api: GraphqlApi };

export class Firewall extends Construct {
  constructor(scope: Construct, { stage, api }: FirewallProps) {
    super(scope, 'Firewall');
    const { requestsPerAddress, requestsPerToken } = stage.limits;
    const rules = [
      managedRules('AWSManagedRulesCommonRuleSet', COUNTED),
      managedRules('AWSManagedRulesKnownBadInputsRuleSet'),
      rateRule('RequestsPerAddress', { limit: requestsPerAddress, aggregateKeyType: 'IP' }),
      rateRule('RequestsPerToken', { limit: requestsPerToken, aggregateKeyType: 'CUSTOM_KEYS', customKeys: [TOKEN] }),
    ];
    const acl = new CfnWebACL(this, 'WebAcl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibilityOf('Firewall'),
      rules: rules.map((rule, priority) => ({ ...rule, priority })),
    });
    new CfnWebACLAssociation(this, 'OfApi', { webAclArn: acl.attrArn, resourceArn: api.arn });
  }
}

/**
 * Rules that block what is good here (Developer Guide of WAF, "Baseline rule groups"): bodies over 8 KB, which orders of
 * many items have, and requests without a `User-Agent`, which WebSocket clients outside of browsers are.
 */
const COUNTED = ['SizeRestrictions_BODY', 'NoUserAgent_HEADER'];

type Rule = Omit<CfnWebACL.RuleProperty, 'priority'>;

function managedRules(name: string, counted: readonly string[] = []): Rule {
  const ruleActionOverrides = counted.map((rule) => ({ name: rule, actionToUse: { count: {} } }));
  return {
    name,
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ...(ruleActionOverrides.length > 0 && { ruleActionOverrides }),
      },
    },
    overrideAction: { none: {} },
    visibilityConfig: visibilityOf(name),
  };
}

/** How long requests are counted together. */
const WINDOW_SECONDS = 300;

type Rate = Pick<CfnWebACL.RateBasedStatementProperty, 'limit' | 'aggregateKeyType' | 'customKeys'>;

/**
 * Blocks with 429. The requests of `publish-status` come by thousands from a few addresses of AWS, and they are signed. What
 * only claims to be signed isn't counted either; AppSync refuses it before a resolver runs.
 */
function rateRule(name: string, rate: Rate): Rule {
  return {
    name,
    statement: {
      rateBasedStatement: {
        ...rate,
        evaluationWindowSec: WINDOW_SECONDS,
        scopeDownStatement: { notStatement: { statement: IS_SIGNED } },
      },
    },
    action: { block: { customResponse: { responseCode: 429 } } },
    visibilityConfig: visibilityOf(name),
  };
}

const UNCHANGED = [{ priority: 0, type: 'NONE' }];

const IS_SIGNED: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    fieldToMatch: { singleHeader: { Name: 'authorization' } },
    positionalConstraint: 'STARTS_WITH',
    searchString: 'AWS4-HMAC-SHA256 ',
    textTransformations: UNCHANGED,
  },
};

/** Requests without the header don't count for this rule. */
const TOKEN: CfnWebACL.RateBasedStatementCustomKeyProperty = {
  header: { name: 'authorization', textTransformations: UNCHANGED },
};

/** Sampled requests would show headers, tokens among them, in the console. */
function visibilityOf(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName };
}
