import type { Endpoint } from '../kernel/endpoint.ts';

export const attachmentContracts: readonly Endpoint[] = [];
