import type * as z from 'zod';
import type { FieldFault, FieldFaultCode } from '../../shared/kernel/problem.ts';
import { fault, fieldFaults } from '../../shared/kernel/problem.ts';

type Issue = z.core.$ZodIssue;

const isFaultCode = (text: string): text is FieldFaultCode => text in fieldFaults;

const codeOf = (issue: Issue): FieldFaultCode => {
  if (isFaultCode(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'required' : 'type';
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? 'too-long' : 'too-large';
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1 ? 'required' : 'too-small';
    case 'invalid_value':
      return issue.input === undefined ? 'required' : 'not-allowed-value';
    case 'invalid_format':
      return 'bad-format';
    case 'unrecognized_keys':
      return 'unknown';
    default:
      return 'type';
  }
};

const expectedOf = (issue: Issue): string | undefined => {
  if (issue.code === 'invalid_value') return issue.values.map(String).slice(0, 20).join(', ');
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'too_big') return `<= ${issue.maximum}`;
  if (issue.code === 'too_small') return `>= ${issue.minimum}`;
  return undefined;
};

/** The faults of a failed parse, each at its field. `prefix`: '' for the body, `query.`, `path.`. */
export const faultsOf = (error: z.ZodError, prefix: string): FieldFault[] =>
  error.issues.slice(0, 50).flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys
        .slice(0, 20)
        .map((key) => fault(`${prefix}${path === '' ? '' : `${path}.`}${key}`.slice(0, 200), 'unknown'));
    }
    return [fault(`${prefix}${path}`, codeOf(issue), expectedOf(issue))];
  });
