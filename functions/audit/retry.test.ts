import { describe, expect, it } from 'vitest';
import { eachAtMost, patiently, pieces } from './retry.ts';

const conflict = () =>
  Object.assign(new Error('busy'), { CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }] });

describe('patience', () => {
  it('tries again while others hold the items', async () => {
    let tries = 0;
    const write = async () => {
      if (++tries < 3) throw conflict();
      return 'written';
    };
    expect(await patiently(write)).toBe('written');
    expect(tries).toBe(3);
  });

  it('lets every other fault through at once', async () => {
    let tries = 0;
    const write = async () => {
      tries++;
      throw new Error('refused');
    };
    await expect(patiently(write)).rejects.toThrow('refused');
    expect(tries).toBe(1);
  });
});

describe('doing each', () => {
  it('does all, with no more at once than allowed', async () => {
    let now = 0;
    let most = 0;
    const done: number[] = [];
    await eachAtMost(3, [1, 2, 3, 4, 5, 6, 7], async (one) => {
      most = Math.max(most, ++now);
      await new Promise((next) => setTimeout(next, 2));
      now--;
      done.push(one);
    });
    expect([most, done.sort()]).toEqual([3, [1, 2, 3, 4, 5, 6, 7]]);
  });

  it('waits for what is under way when one fails, takes no more, and says so', async () => {
    const ended: number[] = [];
    const act = async (one: number) => {
      if (one === 1) throw new Error('first');
      await new Promise((next) => setTimeout(next, 5));
      ended.push(one);
    };
    await expect(eachAtMost(2, [1, 2, 3, 4, 5], act)).rejects.toThrow('first');
    expect(ended).toEqual([2]);
  });
});

it('cuts a list into pieces', () => {
  expect(pieces([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(pieces([], 2)).toEqual([]);
});
