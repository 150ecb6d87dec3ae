import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { fault } from '../../../shared/kernel/problem.ts';
import type { CheckContext } from '../../../shared/standards/check.ts';
import { expectedFor, patternOf, valueFault } from '../../../shared/standards/check.ts';
import type { FieldStandard } from '../../../shared/standards/standard.ts';

/** What entry would say to a value; undefined when it would be taken. */
export const tryValue = (rule: FieldStandard, value: string, context: CheckContext): FieldFault | undefined => {
  // Numbers are typed as text here, but judged as what they will be.
  const given = rule.positive ? Number(value) : value.trim();
  const wrong = valueFault(rule, given, context);
  return wrong ? fault('', wrong, expectedFor(rule, given)) : undefined;
};

/** Whether a code follows a pattern; undefined when the pattern itself is none. */
export const tryCode = (pattern: string, code: string): boolean | undefined => patternOf(pattern)?.test(code.trim());
