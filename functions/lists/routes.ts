import type { Routes } from '../runtime/http.ts';
import { bulkRoutes } from './bulk.ts';
import { viewRoutes } from './views.ts';

/** Saved views and bulk edits. */
export const listRoutes: Routes[] = [viewRoutes, bulkRoutes];
