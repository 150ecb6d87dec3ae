import { it } from 'vitest';
import { openWorld } from '../harness/world.ts';
it('x', async () => {
  const w = await openWorld();
  const p = await w.person('administrator');
  const csv = 'code,name,country,birth date\nC000001,Ocean,CN,1985-04-17\nC000002,Harbour,CN,1990-02-31\n';
  const b = (await p.call('POST', '/imports', { body: { target: 'account', files: [{ fileName: 'a.csv', size: csv.length }] } })).body;
  console.log((await fetch(b.uploads[0].url, { method: 'PUT', body: csv })).status);
  const r = await p.call('POST', `/imports/${b.import.id}/read`, { body: {} });
  console.log(JSON.stringify(r.body));
  await p.call('POST', `/imports/${b.import.id}/run`, { body: {} });
  await w.settle();
  console.log(JSON.stringify((await p.call('GET', `/imports/${b.import.id}`)).body));
  await w.close();
});
