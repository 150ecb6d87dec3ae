import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { receiveMessages } from './aws/queue.ts';
import { openState } from './state.ts';
import { tempFolder, tempState } from './testing.ts';

describe('state', () => {
  it('refuses a folder of another format, one in use, and one that is no database, in one line', () => {
    const folder = tempFolder();
    openState(folder, { formatVersion: 1 }).close();
    expect(() => openState(folder, { formatVersion: 2 })).toThrow(
      /^The data folder .* has format 1, but .* format 2: .*$/,
    );
    const open = tempState(folder);
    expect(() => openState(folder, { formatVersion: 1 })).toThrow(
      /^The data folder .* is in use by another process\.$/,
    );
    open.close();
    writeFileSync(join(folder, 'local.sqlite'), 'not a database at all, whatever its name says'.repeat(100));
    expect(() => openState(folder, { formatVersion: 1 })).toThrow(/^The data folder .* cannot be opened: .*$/);
  });

  it('undoes a transaction that throws, and joins an inner one to the outer', () => {
    const state = tempState();
    const count = () => state.db.prepare('SELECT count(*) AS n FROM schedules').get()?.['n'];
    const insert = (id: string) => state.db.prepare('INSERT INTO schedules VALUES (?, 0)').run(id);
    expect(() =>
      state.transaction(() => {
        state.transaction(() => insert('a'));
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(count()).toBe(0);
    state.transaction(() => insert('b'));
    expect(count()).toBe(1);
  });

  it('has every message again at once after its process was killed with some in hand', async () => {
    const folder = tempFolder();
    const script = `
      import { openState } from ${JSON.stringify(join(import.meta.dirname, 'state.ts'))};
      import { receiveMessages, sendMessages } from ${JSON.stringify(join(import.meta.dirname, 'aws/queue.ts'))};
      const state = openState(${JSON.stringify(folder)}, { formatVersion: 1 });
      const message = (body) => ({ body, attributes: {}, delayMs: 0, now: Date.now() });
      sendMessages(state, 'work', ['a', 'b', 'c'].map(message));
      receiveMessages(state, 'work', { limit: 2, visibilityMs: 900000, now: Date.now() });
      process.stdout.write('ready');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(() => openState(folder, { formatVersion: 1 })).toThrow('in use');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const state = tempState(folder);
    const found = receiveMessages(state, 'work', { limit: 10, visibilityMs: 1000, now: Date.now() });
    expect(found.map(({ body, receives }) => `${body}${receives}`).sort()).toEqual(['a1', 'b1', 'c1']);
  });
});
