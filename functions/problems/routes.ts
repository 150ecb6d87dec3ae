import type { Routes } from '../runtime/http.ts';

export const problemRoutes: Routes[] = [];
