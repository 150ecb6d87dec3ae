import type { Endpoint } from '../kernel/endpoint.ts';

export const serviceContracts: readonly Endpoint[] = [];
