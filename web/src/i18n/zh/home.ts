import type { Words } from '../index.tsx';

export const home: Words['home'] = {};
