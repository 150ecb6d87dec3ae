import type { Endpoint } from '../kernel/endpoint.ts';

export const surveyContracts: readonly Endpoint[] = [];
