import { part } from '../lib/part.tsx';
import type { ProcessGraphProps } from './graph.tsx';

export type { GraphMark, ProcessGraphProps } from './graph.tsx';
export type { GraphKey } from './layout.ts';

/** The graph of a process; its code, with that of the layout, comes when it is first drawn. */
export const ProcessGraph = part<ProcessGraphProps>(() => import('./graph.tsx'));
