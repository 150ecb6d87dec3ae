import type { ApiError } from './api-error.ts';

/** What went wrong last on this page: what somebody who asks for help most likely means. */
export interface Failure {
  code: string;
  /** Milliseconds since 1970. */
  at: number;
  path: string;
}

/** How long it counts as "just now". */
const FRESH_MS = 10 * 60_000;

let last: Failure | undefined;

/** What people cannot do anything about, or what the client mends by itself. */
const silent: ReadonlySet<string> = new Set(['unauthenticated', 'invalid-token', 'offline', 'unreadable', 'not-found']);

/** The name by which an error is found in the problem book: the process's own reason says more than that it refused. */
export const codeOf = (error: ApiError): string => error.refusals[0]?.rule ?? error.code;

/** As `codeOf`; undefined for what nobody can do anything about. */
export const explainable = (error: ApiError): string | undefined =>
  silent.has(error.code) ? undefined : codeOf(error);

/** Remembers what a request was refused with. */
export const noteFailure = (error: ApiError): void => {
  if (silent.has(error.code) || typeof window === 'undefined') return;
  last = { code: codeOf(error), at: Date.now(), path: window.location.pathname };
};

/** The last failure on this page, if it was just now. */
export const lastFailure = (path: string, now: number): Failure | undefined =>
  last && last.path === path && now - last.at < FRESH_MS ? last : undefined;

/** What the last messages were about, so that one at the foot of the page can lead to its entry. */
const told = new Map<string, string>();
const KEPT = 20;

/** Remembers which error a text was made of. */
export const noteTold = (text: string, error: ApiError): void => {
  if (silent.has(error.code)) return;
  told.delete(text);
  told.set(text, codeOf(error));
  if (told.size > KEPT) told.delete(told.keys().next().value ?? '');
};

/** The error that a text was made of; undefined where it is no error's text. */
export const toldBy = (text: string): string | undefined => told.get(text);
