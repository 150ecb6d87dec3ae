import type { FieldFault, ProblemBody, ProblemCode, Refused } from '../../../shared/kernel/problem.ts';
import { problemList } from '../../../shared/kernel/problem.ts';

/** What went wrong with a request: a code of the API's closed list, or one of the two that arise on this side. */
export type FailureCode = ProblemCode | 'offline' | 'unreadable';

/** A refused or failed request. Words come from `lib/faults.ts` in the user's language, never from `message`. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: FailureCode;
  readonly faults: readonly FieldFault[];
  /** Why a process refused a step or an edit. */
  readonly refusals: readonly Refused[];
  constructor(
    status: number,
    code: FailureCode,
    rest: { detail?: string; faults?: readonly FieldFault[]; refusals?: readonly Refused[] } = {},
  ) {
    super(rest.detail ?? code);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.faults = rest.faults ?? [];
    this.refusals = rest.refusals ?? [];
  }
}

const isProblem = (body: unknown): body is ProblemBody =>
  typeof body === 'object' &&
  body !== null &&
  'code' in body &&
  typeof body.code === 'string' &&
  body.code in problemList;

/** The error that an answer stands for. */
export const errorOf = (status: number, body: unknown): ApiError => {
  if (!isProblem(body)) return new ApiError(status, status >= 500 ? 'internal' : 'unreadable');
  return new ApiError(status, body.code, {
    detail: body.detail,
    faults: body.errors ?? [],
    refusals: body.refusals ?? [],
  });
};

export const isStale = (error: unknown): boolean => error instanceof ApiError && error.code === 'stale-version';
