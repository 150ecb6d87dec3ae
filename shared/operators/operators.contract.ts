import type { Endpoint } from '../kernel/endpoint.ts';

export const operatorContracts: readonly Endpoint[] = [];
