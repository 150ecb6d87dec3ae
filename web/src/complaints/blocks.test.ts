import { expect, test } from 'vitest';
import { complaintProcess } from '../../../shared/complaints/complaint.process.ts';
import { complaint } from '../../../shared/complaints/complaint.ts';
import { blockFields, restOf } from './blocks.ts';

const shown: readonly string[] = Object.values(blockFields).flat();

test('every field of a complaint stands once on its page, and those of a company behind them', () => {
  expect(new Set(shown).size).toBe(shown.length);
  const names = Object.keys(complaint.fields);
  expect(restOf(names)).toEqual([]);
  expect(restOf([...names, 'custom.claimNo'])).toContain('custom.claimNo');
  expect(shown.filter((name) => name !== 'ownerId' && !names.includes(name))).toEqual([]);
});

test('whatever a step asks for can be entered on the page', () => {
  const asked = complaintProcess.transitions.flatMap((one) => one.required ?? []);
  expect(asked.filter((name) => name !== 'lines' && !shown.includes(name))).toEqual([]);
});
