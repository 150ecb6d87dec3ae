import type { Routes } from '../runtime/http.ts';

export const meetingRoutes: Routes[] = [];
