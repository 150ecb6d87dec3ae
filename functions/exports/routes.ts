import type { Routes } from '../runtime/http.ts';

/** Exports: what signs addresses of the file bucket. */
export const exportRoutes: Routes[] = [];
