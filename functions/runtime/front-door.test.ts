import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ORIGIN_HEADER } from '../../shared/functions.ts';
import { frontDoor } from './front-door.ts';

const request = (secret?: string) =>
  ({ headers: secret === undefined ? {} : { [ORIGIN_HEADER]: secret } }) as unknown as APIGatewayProxyEventV2;
const open = vi.fn(async () => ({ statusCode: 200 }));

describe('the front door', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    open.mockClear();
  });

  test('lets in whoever brings the present secret or the next one', async () => {
    vi.stubEnv('EVERGREEN_ORIGIN_SECRET', 'now,next');
    for (const secret of ['now', 'next']) expect(await frontDoor(open)(request(secret))).toEqual({ statusCode: 200 });
  });

  test.each([undefined, '', 'wrong', 'now,next', 'no'])('answers %s as if there were nothing', async (secret) => {
    vi.stubEnv('EVERGREEN_ORIGIN_SECRET', 'now,next');
    const answer = await frontDoor(open)(request(secret));
    expect(answer.statusCode).toBe(404);
    expect(answer.headers?.['content-type']).toContain('application/problem+json');
    expect(JSON.parse(String(answer.body))).toMatchObject({ code: 'no-such-route' });
    expect(open).not.toHaveBeenCalled();
  });

  test('stands open where there is no distribution', async () => {
    vi.stubEnv('EVERGREEN_ORIGIN_SECRET', '');
    expect(await frontDoor(open)(request())).toEqual({ statusCode: 200 });
  });
});
