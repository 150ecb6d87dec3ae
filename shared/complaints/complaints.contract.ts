import type { Endpoint } from '../kernel/endpoint.ts';

export const complaintContracts: readonly Endpoint[] = [];
