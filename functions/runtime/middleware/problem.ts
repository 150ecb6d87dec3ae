import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { Problem, problemBody } from '../../../shared/kernel/problem.ts';

/** Addresses to which forms on anybody's website send. */
const PUBLIC = '/v1/public/';
/** Every origin may read the answer: there is nothing in it that belongs to a person who is signed in. */
export const anyOrigin = { 'access-control-allow-origin': '*' } as const;

/** Errors of the AWS SDK that say "come back": the client is told so, and nothing was written. */
const busy = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

const asProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  const name = error instanceof Error ? error.name : '';
  if (busy.has(name)) return new Problem('busy');
  const reasons = (error as { CancellationReasons?: { Code?: string }[] })?.CancellationReasons;
  if (reasons?.some((reason) => reason.Code === 'TransactionConflict' || reason.Code === 'ThrottlingError'))
    return new Problem('busy');
  return new Problem('internal');
};

/** The one place where an error becomes an answer: problem+json with a closed code, never a stack trace. */
export const problemResponder = (): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => ({
  onError: (request) => {
    const problem = asProblem(request.error);
    if (problem.code === 'internal') {
      const error = request.error as Error;
      console.error(
        JSON.stringify({
          level: 'error',
          path: request.event.rawPath,
          requestId: request.event.requestContext?.requestId,
          name: error?.name,
          message: error?.message,
          stack: error?.stack,
        }),
      );
    }
    request.response = {
      statusCode: problem.status,
      headers: {
        'content-type': 'application/problem+json; charset=utf-8',
        'cache-control': 'no-store',
        ...(problem.status === 503 || problem.status === 429 ? { 'retry-after': String(problem.retryAfter ?? 1) } : {}),
        ...(request.event.rawPath?.startsWith(PUBLIC) ? anyOrigin : {}),
        ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      },
      body: JSON.stringify(problemBody(problem)),
    };
  },
});
