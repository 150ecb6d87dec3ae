import { describe, expect, test } from 'vitest';
import { type RefusalRule, refuse } from '../../../shared/process/refusals.ts';
import { ApiError } from '../lib/api-error.ts';
import { meaningOf } from './decide.ts';

const refused = (rule: RefusalRule): ApiError => new ApiError(409, 'step-refused', { refusals: [refuse(rule)] });

describe('what a refused decision means for the person', () => {
  test.each([
    ['the round is over', refused('nothing-to-approve'), 'overtaken'],
    ['another level has its turn', refused('not-a-signer'), 'overtaken'],
    ['somebody wrote at the same moment', new ApiError(409, 'conflict'), 'overtaken'],
    ['the document is gone', new ApiError(404, 'not-found'), 'overtaken'],
    ['it was changed and submitted again', refused('other-round'), 'new-round'],
    ['it is one’s own document', refused('self-approval'), 'refused'],
    ['one has signed in this round', refused('already-signed'), 'refused'],
    ['a reason is missing', refused('comment-missing'), 'refused'],
    ['there is no network', new ApiError(0, 'offline'), 'refused'],
    ['something else', new Error('boom'), 'refused'],
  ])('%s', (_, error, meaning) => {
    expect(meaningOf(error)).toBe(meaning);
  });
});
