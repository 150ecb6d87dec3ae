import { entityOf } from '../entities.ts';
import type { StepRecord } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import type { ChainFault } from '../kernel/rule.ts';
import { replay } from '../process/engine.ts';

const fault = (at: number, what: ChainFault['fault']): ChainFault => ({ of: 'process', at, fault: what });

/** What the document's own trail says otherwise than the recorded steps. */
const contradicted = (rec: Rec, steps: readonly StepRecord[]): ChainFault[] =>
  (rec.process?.trail ?? []).flatMap((one) => {
    const step = steps[one.n - 1];
    const same =
      step === undefined ||
      (step.seq === one.n &&
        step.action === one.action &&
        step.from === one.from &&
        step.to === one.to &&
        step.at === one.at &&
        step.by === one.by);
    return same ? [] : [fault(one.n, 'step-changed')];
  });

/**
 * Where a document's recorded steps do not lead from its beginning to where it stands. A document that no process has touched
 * has none.
 * @param steps in the order of their keys
 */
export const stepFaults = (rec: Rec, steps: readonly StepRecord[]): ChainFault[] => {
  const standing = rec.process;
  if (!standing) return steps.length > 0 ? [fault(1, 'state')] : [];
  const gap = steps.findIndex((step, index) => step.seq !== index + 1);
  if (gap >= 0) return [fault(gap + 1, 'step-missing')];
  if (steps.length !== standing.seq) return [fault(Math.min(steps.length, standing.seq) + 1, 'step-missing')];
  const altered = contradicted(rec, steps);
  if (altered.length > 0) return altered;
  const field = entityOf(rec.type).process?.field;
  const shown = field === undefined ? standing.state : rec.data[field];
  return replay(standing.begun, steps) === standing.state && shown === standing.state
    ? []
    : [fault(standing.seq, 'state')];
};
