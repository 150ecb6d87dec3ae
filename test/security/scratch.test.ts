import { it } from 'vitest';
import { createSchema } from '../../shared/kernel/entity.ts';
import { account } from '../../shared/customers/account.ts';
import * as z from 'zod';
it('x', () => {
  const s = createSchema(account);
  const b = JSON.parse('{"name":"x","__proto__":{"a":1}}');
  console.log(JSON.stringify(s.safeParse(b)));
  const r = JSON.parse('{"name":"x","custom":{"__proto__":"q","constructor":"z"},"externalIds":{"__proto__":"1","constructor":"2"}}');
  const o = s.safeParse(r); console.log(JSON.stringify(o), (o.data as any)?.custom?.a);
  console.log(JSON.stringify(z.record(z.string(), z.string()).safeParse(JSON.parse('{"__proto__":"x"}'))));
});
