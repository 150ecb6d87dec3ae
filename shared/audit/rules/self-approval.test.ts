import { expect, it } from 'vitest';
import type { ApprovalRound } from '../../kernel/process.ts';
import { instant, standing } from '../process.fixture.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { selfApproval } from './self-approval.ts';

const approved = (approvedBy: string | undefined, parts: object = {}) =>
  record('order', { status: 'approved', approvedBy }, { createdBy: 'mem_1', ownerId: 'mem_2', ...parts });
const round = (submittedBy: string, parts: Partial<ApprovalRound> = {}): ApprovalRound => ({
  round: 1,
  submittedBy,
  submittedAt: instant(0),
  level: 0,
  levels: [
    {
      id: 'sales',
      mode: 'any',
      slots: [{ id: '0.0', signer: 'sales-manager', decision: { by: 'mem_3', at: instant(60), verdict: 'approve' } }],
    },
  ],
  outcome: 'approved',
  ...parts,
});
const imported = { source: 'import:imp_1', via: 'import' };

it.each([
  ['by somebody else', approved('mem_3'), []],
  ['by nobody yet', approved(undefined), []],
  ['by its creator', approved('mem_1'), ['approvedBy']],
  ['by its owner', approved('mem_2'), ['approvedBy']],
  ['imported, by its owner', approved('mem_2', imported), ['approvedBy']],
  ['imported, by somebody else', approved('mem_3', imported), []],
  ['by who submitted it', approved('mem_3', { process: standing([], { approval: round('mem_3') }) }), ['approvedBy']],
  [
    'by whom it was submitted for',
    approved('mem_3', { process: standing([], { approval: round('mem_9', { submittedOnBehalfOf: 'mem_3' }) }) }),
    ['approvedBy'],
  ],
  [
    'here, by who took it over since',
    approved('mem_3', { ownerId: 'mem_3', process: standing([], { approval: round('mem_1') }) }),
    [],
  ],
])('an order approved %s', (_name, subject, locators) => {
  expect(locatorsOf(selfApproval, subject)).toEqual(locators);
});

it('says in which part the approver stands on the other side', () => {
  expect(faultsOf(selfApproval, approved('mem_1', { ownerId: 'mem_1' }))).toEqual([
    { locator: 'approvedBy', found: 'owner / 负责人; made it / 制单人' },
  ]);
});
