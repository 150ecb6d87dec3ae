import type { Endpoint } from '../kernel/endpoint.ts';

export const problemContracts: readonly Endpoint[] = [];
