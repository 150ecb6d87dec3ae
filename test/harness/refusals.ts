import { request as rawRequest } from 'node:http';
import { expect } from 'vitest';
import { problemCodes } from '../../shared/kernel/problem.ts';
import type { Any, Reply, World } from './world.ts';

export interface Raw {
  method?: string;
  token?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** A request as it stands: the address is not tidied up, the body need not be text. */
export const sendRaw = (
  world: World,
  path: string,
  { method = 'GET', token, headers = {}, body }: Raw = {},
): Promise<Reply<Any>> =>
  new Promise((done, failed) => {
    const { hostname, port } = new URL(world.url);
    const all = {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    };
    const sent = rawRequest({ hostname, port, path, method, headers: all }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const answer = new Headers(
          Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]),
        );
        done({
          status: response.statusCode ?? 0,
          headers: answer,
          body: text !== '' && /json/.test(answer.get('content-type') ?? '') ? JSON.parse(text) : text,
          version: 0,
        });
      });
    });
    sent.on('error', failed);
    sent.end(body);
  });

/** What a refusal says, in short. */
export const refusal = ({ status, body }: Reply<Any>): [status: number, code: string] => [status, body.code];

/** A refusal in the one form that there is: a client error with a code of the closed list, and nothing about the inside. */
export const expectRefusal = (reply: Reply<Any>, wanted?: readonly [status: number, code: string]): void => {
  expect([reply.status, reply.body.code], JSON.stringify(reply.body).slice(0, 500)).toEqual(
    wanted ?? [expect.any(Number), expect.any(String)],
  );
  expect(reply.status).toBeGreaterThanOrEqual(400);
  expect(reply.status).toBeLessThan(500);
  expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(problemCodes).toContain(reply.body.code);
  const text = JSON.stringify(reply.body);
  expect(text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|Exception|ECONN|dynamo/i);
  expect(text.length).toBeLessThan(20_000);
};
