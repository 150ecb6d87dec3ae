const cities = ['上海', '北京', '深圳', '广州', '杭州', '成都', 'Berlin', 'London', 'Sydney', 'Toronto'];
const stages = ['prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost'];
const code = (n: number) => `C${String(100_000 + n)}`;
const lines = (head: string, count: number, row: (n: number) => string): string =>
  [head, ...Array.from({ length: count }, (_, n) => row(n))].join('\n');
const day = (n: number) =>
  `20${String(10 + (n % 16)).padStart(2, '0')}-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`;

export const accountsCsv = (count: number): string =>
  lines('code,name,country,city,phone,email,industry,customer since', count, (n) =>
    [
      code(n),
      `Company ${n} 有限公司`,
      'CN',
      `${cities[n % 10]}${n % 100}`,
      `+86 138 ${String(n).padStart(8, '0')}`,
      `info${n}@company${n}.example`,
      `industry ${n % 30}`,
      day(n),
    ].join(','),
  );

export const contactsCsv = (count: number, accounts: number): string =>
  lines('external id,name,account,email,mobile,title', count, (n) =>
    [
      `K${n}`,
      `Person ${n} 王`,
      code(n % accounts),
      `person${n}@company${n % accounts}.example`,
      `+86 139 ${String(n).padStart(8, '0')}`,
      `title ${n % 20}`,
    ].join(','),
  );

export const opportunitiesCsv = (count: number, accounts: number): string =>
  lines('external id,opportunity,account,stage,amount,expected close,next step', count, (n) =>
    [
      `O${n}`,
      `Deal ${n}`,
      code((n * 7) % accounts),
      stages[n % 6],
      String(1000 + n * 13),
      day(n),
      `step ${n % 9}`,
    ].join(','),
  );
