import { Problem } from '../../shared/kernel/problem.ts';

/** Something that a plan builds on moved since it was read: nothing was written, and the plan can be made anew. */
export class OthersMoved extends Problem {
  constructor() {
    super('conflict', 'Something that belongs to this change was changed meanwhile. Read it again.');
  }
}
