import type { Endpoint } from '../kernel/endpoint.ts';

export const enquiryContracts: readonly Endpoint[] = [];
