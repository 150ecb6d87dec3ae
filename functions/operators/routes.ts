import type { Routes } from '../runtime/http.ts';

export const operatorRoutes: Routes[] = [];
