import { done } from '../harness/records.ts';
import type { Preparation } from './preparations.ts';

export const servicePreparations: Record<string, Preparation> = {
  'service.policy': async () => ({}),
  'service.setPolicy': async ({ admin }) => ({ version: done(await admin.call('GET', '/service-policy')).version }),
  'service.figures': async () => ({ query: { from: '2026-06', to: '2026-11' } }),
};
