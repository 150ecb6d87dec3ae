import type { Endpoint } from '../kernel/endpoint.ts';

export const meetingContracts: readonly Endpoint[] = [];
