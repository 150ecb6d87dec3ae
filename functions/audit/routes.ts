import type { Routes } from '../runtime/http.ts';
export const auditRoutes: Routes = { contracts: [], handlers: {} };
