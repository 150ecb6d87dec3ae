import type { Routes } from '../runtime/http.ts';

/** Saved views and bulk edits. */
export const listRoutes: Routes[] = [];
