import type { Endpoint } from '../kernel/endpoint.ts';

export const improvementContracts: readonly Endpoint[] = [];
