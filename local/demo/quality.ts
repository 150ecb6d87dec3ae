import type { Rec } from '../../shared/kernel/record.ts';
import { makeAsked } from './asked.ts';
import type { Fault } from './faults.ts';
import { makeFound } from './found.ts';
import { makeGatherings } from './gatherings.ts';
import { makeImproving } from './improving.ts';
import type { Setting } from './record.ts';
import { makeTold } from './told-off.ts';
import type { Company } from './walk.ts';
import type { Seeded } from './write.ts';

/**
 * What the company has learnt from its faults so far: findings with what was done about them, notices, meetings, and how it makes its
 * work better. The same company makes the same past.
 */
export const makeQuality = (
  { records, faults }: { records: readonly Rec[]; faults: readonly Fault[] },
  setting: Setting,
  company: Company,
): Seeded[] => {
  const found = makeFound(records, faults, setting);
  return [
    ...found,
    ...makeTold(found, setting, company),
    ...makeImproving(setting, company),
    ...makeGatherings(setting, company),
    ...makeAsked(setting, company),
  ];
};
