import type { Words } from '../index.tsx';

export const sales: Words['sales'] = {};
