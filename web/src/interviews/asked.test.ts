import { describe, expect, it } from 'vitest';
import { conditionText } from '../records/conditions.ts';
import { peopleLinks } from '../review/people-links.ts';
import { askedIn } from './asked.ts';

const zone = 'Asia/Shanghai';
const textsOf = (address: string) => askedIn(address.slice(address.indexOf('?') + 1), zone).map(conditionText);
const november = ['heldAt:gte:2026-10-31T16:00:00.000Z', 'heldAt:lt:2026-11-30T16:00:00.000Z'];

describe('interviews that an address asks for', () => {
  it.each([
    ['month=2026-11', november],
    ['month=2026-11&result=failed', [...november, 'result:eq:failed']],
    ['month=2026-13&result=perhaps', []],
    ['filter=nonsense', []],
    [peopleLinks.held({ period: '2026-11', timeZone: zone }, 'passed'), ['result:eq:passed', ...november]],
    [peopleLinks.interviewsLate('2026-11-30'), ['status:eq:planned', 'dueOn:lt:2026-11-30']],
  ])('by %s', (search, expected) => {
    expect(textsOf(search)).toEqual(expected);
  });
});
