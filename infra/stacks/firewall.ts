import type { StackProps } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';

/**
 * Requests of one address in five minutes. A company sits behind one address: 500 people at twenty requests a minute make 50,000.
 * Signing in is rarer, and what guesses passwords is stopped first.
 */
export const RATE = { everything: 60_000, signIn: 1_000 } as const;

/** Rules of AWS's common set that look into the body; they take the words of customers and imports for attacks, so they only count. */
const countedOnly = ['SizeRestrictions_BODY', 'CrossSiteScripting_BODY', 'GenericLFI_BODY', 'GenericRFI_BODY'];

const seen = (metricName: string) => ({ cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true });

const rateRule = (name: string, limit: number, scopeDown?: CfnWebACL.StatementProperty) => ({
  name,
  action: { block: { customResponse: { responseCode: 429 } } },
  visibilityConfig: seen(name),
  statement: {
    rateBasedStatement: {
      aggregateKeyType: 'IP',
      limit,
      evaluationWindowSec: 300,
      ...(scopeDown ? { scopeDownStatement: scopeDown } : {}),
    },
  },
});

const managedRule = (name: string, counted: readonly string[] = []) => ({
  name,
  overrideAction: { none: {} },
  visibilityConfig: seen(name),
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ...(counted.length > 0
        ? { ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })) }
        : {}),
    },
  },
});

const underSignIn: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'STARTS_WITH',
    searchString: '/v1/auth/',
    textTransformations: [{ priority: 0, type: 'NORMALIZE_PATH' }],
  },
};

/** The firewall of the distribution. Its scope is CLOUDFRONT, and such a list can be made in us-east-1 alone. */
export class FirewallStack extends Stack {
  readonly webAclArn: string;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const rules = [
      rateRule('rate-sign-in', RATE.signIn, underSignIn),
      rateRule('rate-everything', RATE.everything),
      managedRule('AWSManagedRulesAmazonIpReputationList'),
      managedRule('AWSManagedRulesKnownBadInputsRuleSet'),
      managedRule('AWSManagedRulesCommonRuleSet', countedOnly),
    ];
    const list = new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: seen('evergreen'),
      rules: rules.map((rule, priority) => ({ ...rule, priority })),
    });
    this.webAclArn = list.attrArn;
  }
}
