import { createHmac } from 'node:crypto';
import { Problem } from '../../shared/kernel/problem.ts';
import { env } from './env.ts';

const sign = (payload: string, bound: string): string =>
  createHmac('sha256', env.cursorSecret).update(`${bound}\u0000${payload}`).digest('base64url').slice(0, 22);

/** An opaque cursor: the position, bound to workspace and query by a signature. */
export const makeCursor = (position: unknown, bound: string): string => {
  const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${payload}.${sign(payload, bound)}`;
};

/** The position in a cursor. @throws Problem invalid-cursor for one of another workspace or query, or a changed one */
export const readCursor = <T>(cursor: string | undefined, bound: string): T | undefined => {
  if (cursor === undefined) return undefined;
  const [payload, signature, ...more] = cursor.split('.');
  if (!payload || more.length > 0 || signature !== sign(payload, bound)) throw new Problem('invalid-cursor');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as T;
};
