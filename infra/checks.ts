import type { PolicyValidationPluginReport } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** A finding of the rule pack that is accepted. */
export interface Exception {
  /** Rule without the pack's name; with what it found, where the rule says so. */
  rule: RegExp;
  /** Path of the construct. */
  at: RegExp;
  reason: string;
}

/** Everything that is accepted, each with its reason: the one list. A test fails for an entry that nothing needs any more. */
export const exceptions: readonly Exception[] = [
  {
    rule: /^APIG4$/,
    at: /^Api\//,
    reason:
      'Tokens are checked in the function, so that every refusal is problem+json; a test asks each endpoint without one.',
  },
  { rule: /^CFR1$/, at: /^Web\/Distribution/, reason: 'Employees travel: who may sign in decides, not where from.' },
  {
    rule: /^CFR4$/,
    at: /^Web\/Distribution/,
    reason:
      'CloudFront’s own certificate has a fixed policy; with domainName and certificateArn TLS 1.2 and up is demanded.',
  },
  {
    rule: /^COG1$/,
    at: /^Identity\/Users/,
    reason:
      'Ten characters with upper case, lower case and a digit; symbols are not asked for, since length does more (NIST SP 800-63B, 5.1.1.2).',
  },
  {
    rule: /^COG2$/,
    at: /^Identity\/Users/,
    reason: 'A second factor is offered to all; to ask it of everyone is the company’s choice.',
  },
  {
    rule: /^COG8$/,
    at: /^Identity\/Users/,
    reason:
      'The Plus plan costs about 0.02 USD a user and month; rate rules, lockout and revocation are in place without it.',
  },
  {
    rule: /^SMG4$/,
    at: /Secret\d+\//,
    reason:
      'Read at deployment by several parts at once; replaced together by raising secretsVersion (docs/operations.md).',
  },
  {
    rule: /^SQS3$/,
    at: /^Jobs\/MissedSchedules/,
    reason: 'It is the dead-letter queue of the schedules, which the rule does not look at.',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    at: /^(Jobs|Api)\/\w+Role\//,
    reason: 'Trace segments belong to no resource, and the streams of a table are listed without one.',
  },
  {
    rule: /^IAM5\[Resource::.*(Files|Vault|Failures).*\/\*\]$/,
    at: /^(Jobs|Api)\/\w+Role\//,
    reason:
      'All objects of a bucket that serves this product alone: keys begin with the workspace and are made while it runs.',
  },
  {
    rule: /^(IAM4|IAM5|L1)/,
    at: /^Web\/Custom::CDKBucketDeployment/,
    reason:
      'The library’s own helper that copies the site while a deployment runs; its code and role are not ours to change.',
  },
];

const PACK = 'AwsSolutions-';

/** Whether a finding is on the list. */
export const acceptedBy = (ruleName: string, path: string): Exception | undefined =>
  exceptions.find(({ rule, at }) => rule.test(ruleName.replace(PACK, '')) && at.test(path));

/** The AWS Solutions pack less what is accepted. The pack's own marks cannot name resources of other stacks before they are built. */
export class Checks extends AwsSolutionsChecks {
  override validateScope(scope: IConstruct): PolicyValidationPluginReport {
    const violations = super.validateScope(scope).violations.flatMap((violation) => {
      const left = violation.violatingResources.filter(
        (one) => !acceptedBy(violation.ruleName, one.constructPath ?? ''),
      );
      return left.length > 0 ? [{ ...violation, violatingResources: left }] : [];
    });
    return { success: violations.length === 0, violations };
  }
}
