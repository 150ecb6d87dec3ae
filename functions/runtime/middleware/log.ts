import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** A path without the secret that the address of a feed or of a survey ends with. */
const withoutSecret = (path: string): string => path.replace(/\.[\w-]{43}(?![\w-])/g, '.*');

/** One structured line a request: what, how long, how it ended. Never a body, a token or a name. Quiet when EVERGREEN_LOG=off. */
export const logContext = (): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => {
  const started = new WeakMap<object, number>();
  const write = (
    request: Parameters<
      NonNullable<MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>['after']>
    >[0],
  ) => {
    if (process.env['EVERGREEN_LOG'] === 'off') return;
    const { requestContext, rawPath } = request.event;
    const ms = Math.round(performance.now() - (started.get(request.event) ?? 0));
    console.log(
      JSON.stringify({
        level: 'info',
        method: requestContext.http.method,
        path: withoutSecret(rawPath),
        status: request.response?.statusCode,
        ms,
        requestId: requestContext.requestId,
      }),
    );
  };
  return {
    before: (request) => {
      started.set(request.event, performance.now());
    },
    after: write,
    // Runs after the problem responder, which is used later and so answers first.
    onError: write,
  };
};
