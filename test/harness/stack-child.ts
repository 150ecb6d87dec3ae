import { flushCompileCache } from 'node:module';
import { freeWhenIdle } from '../../local/idle-memory.ts';
import { startStack } from '../../local/stack.ts';

// The whole product in a process of its own, so that a test can kill it. Prints its address as one line of JSON.
process.env['EVERGREEN_LOG'] = 'off';
const stack = await startStack({ dataDir: process.argv[2]!, port: 0, schedules: 'off' });
console.log(JSON.stringify({ url: stack.url }));
// What was compiled is kept now: whoever is killed has no end at which to keep it.
flushCompileCache();
freeWhenIdle();
