/**
 * Pairs of records of which it is known whether they are one: made by what goes wrong when people type, not by how they are found. This
 * file imports nothing, so that it cannot know how records are compared.
 */
export interface LabelledPair {
  type: 'account' | 'contact' | 'product';
  /** What was done to the second one. */
  kind: string;
  same: boolean;
  a: Record<string, unknown>;
  b: Record<string, unknown>;
}

type Data = Record<string, unknown>;

/** Numbers that look random and are the same each time. */
const dice = (seed: number) => {
  let state = seed;
  return (sides: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
};
type Dice = ReturnType<typeof dice>;

const words = (text: string): string[] => text.trim().split(/\s+/);
const pick = <T>(from: readonly T[], roll: Dice): T => from[roll(from.length)]!;
const digits = (count: number, roll: Dice): string => Array.from({ length: count }, () => roll(10)).join('');

const zhTowns = words('上海 北京 杭州 苏州 深圳 宁波 青岛 成都 武汉 厦门 佛山 无锡');
const zhNames = words(
  '远洋 华信 金鼎 恒达 新飞 瑞丰 德昌 天成 海川 万通 安捷 正泰 博锐 佳和 鸿运 永盛 东升 中联 立德 凯越 盛世 宏图 明辉 祥云 长青 百川 腾跃 启航 锦绣 汇丰',
);
const zhTrades = words(
  '机械 电子科技 自行车 贸易 运动器材 精密制造 物流 建材 化工 食品 医疗器械 汽车配件 软件 纺织 五金制品',
);
const enNames = words(
  'Ocean Granite Meridian Falcon Silverline Northwind Cascade Harbor Redwood Summit Lakeshore Pioneer Sterling Crescent Atlas Beacon Juniper Keystone Orchard Riverside Blackstone Evermore Brightwater Stonegate',
);
const enTrades = words(
  'Machines Bicycles Logistics Trading Textiles Instruments Fasteners Tools Components Sports Packaging Robotics',
);
const streets = words('南京东路 解放大道 人民路 中山北路 科技园路 建设路 滨江大道 工业一路');
const enStreets = ['Market Street', 'Hill Road', 'Station Lane', 'Mill Avenue', 'Kings Drive'];
const surnames = words('王 李 张 刘 陈 杨 黄 赵 周 吴 徐 孙 马 朱 胡 林 郭 何');
const given = words('小明 建国 丽华 伟 晓红 志强 海燕 文博 思远 雅婷 俊杰 玉兰 秀英 国栋 佳怡 天宇');
const enFirst = words(
  'Jonathan Elizabeth Michael Rebecca Samuel Victoria Gregory Theresa Benjamin Charlotte Dominic Felicity',
);
const enLast = words(
  'Peterson Whitfield Anderson Blackwell Kowalski Sandoval Fitzgerald Montgomery Richardson Hernandez Lindqvist',
);

const mobile = (roll: Dice): string => `1${pick(['38', '39', '86', '51', '88'], roll)}${digits(8, roll)}`;
const landline = (roll: Dice): string => `${2 + roll(7)}${digits(7, roll)}`;

const zhFirm = (roll: Dice, index: number): Data => {
  const town = pick(zhTowns, roll);
  const brand = `${pick(zhNames, roll)}${pick(['', '', '瑞', '益'], roll)}`;
  return {
    town,
    brand,
    trade: pick(zhTrades, roll),
    area: '21',
    line: landline(roll),
    box: `zh${index}`,
    street: `${pick(streets, roll)}${1 + roll(900)}号`,
    tax: `91310000${digits(9, roll)}${pick(words('A B C D E X'), roll)}`,
  };
};

const zhAccount = (firm: Data, changes: Data = {}): Data => ({
  name: `${firm['town']}${firm['brand']}${firm['trade']}有限公司`,
  phone: `+86 ${firm['area']} ${firm['line']}`,
  email: `sales@${firm['box']}.cn`,
  city: firm['town'],
  address: firm['street'],
  country: 'CN',
  ...changes,
});

const enFirm = (roll: Dice, index: number): Data => ({
  brand: `${pick(enNames, roll)} ${pick(enNames, roll)}`,
  trade: pick(enTrades, roll),
  line: `212 ${200 + roll(700)} ${1000 + roll(9000)}`,
  box: `en${index}`,
  street: `${1 + roll(900)} ${pick(enStreets, roll)}`,
});
const enAccount = (firm: Data, changes: Data = {}): Data => ({
  name: `${firm['brand']} ${firm['trade']} Ltd.`,
  phone: `+1 ${firm['line']}`,
  email: `info@${firm['box']}.com`,
  city: 'New York',
  address: firm['street'],
  country: 'US',
  ...changes,
});

const wide = (text: string): string =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).replaceAll(' ', '　');
const swapped = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`;
const dropped = (text: string, at: number): string => `${text.slice(0, at)}${text.slice(at + 1)}`;
const grouped = (line: string): string => `${String(line).slice(0, 4)}-${String(line).slice(4)}`;

type Made = readonly [kind: string, same: boolean, a: Data, b: Data];

const zhPairs = (roll: Dice, index: number): Made[] => {
  const firm = zhFirm(roll, index);
  const a = zhAccount(firm);
  const { town, brand, trade, line } = firm as Record<string, string>;
  const none = { phone: undefined, email: undefined, address: undefined };
  const other = zhFirm(roll, index + 5000);
  return [
    [
      'legal form written out',
      true,
      a,
      { ...a, name: `${town}${brand}${trade}有限责任公司`, email: undefined, address: undefined },
    ],
    ['no legal form, number without area', true, a, { name: `${town}${brand}${trade}`, phone: line, city: town }],
    [
      'town in brackets behind',
      true,
      a,
      { ...a, ...none, name: `${brand}${trade}（${town}）有限公司`, phone: `021-${grouped(line!)}` },
    ],
    ['town left out', true, a, { ...a, ...none, name: `${brand}${trade}有限公司`, email: a['email'] }],
    ['full width', true, a, { ...a, name: wide(String(a['name'])), email: undefined, phone: wide(String(a['phone'])) }],
    [
      'a character of the same sound',
      true,
      a,
      { ...a, name: String(a['name']).replace(String(trade)[0]!, '吉'), phone: undefined, address: undefined },
    ],
    [
      'the same address, no other datum',
      true,
      a,
      { ...a, phone: undefined, email: undefined, address: `${firm['street']} ` },
    ],
    ['another number beside the same mailbox', true, a, { ...a, phone: `+86 ${mobile(roll)}`, address: undefined }],
    [
      'the tax id in small letters, a new name',
      true,
      { ...a, taxId: firm['tax'] },
      { name: `${town}${other['brand']}${trade}有限公司`, taxId: String(firm['tax']).toLowerCase() },
    ],
    [
      'traditional characters',
      true,
      { ...a, name: `${town}远达机电有限公司` },
      { ...a, name: `${town}遠達機電有限公司`, email: undefined, address: undefined },
    ],
    ['another tax id', false, { ...a, taxId: firm['tax'] }, { ...a, taxId: other['tax'], address: undefined }],
    ['a branch', false, a, { ...a, name: `${a['name']}浦东分公司`, email: undefined }],
    ['a linked branch', false, { ...a, id: `acc_${index}` }, { ...a, parentId: `acc_${index}` }],
    ['the same name in another town', false, a, zhAccount({ ...other, brand, trade }, {})],
    [
      'the second plant',
      false,
      { ...a, name: `${town}${brand}第一${trade}厂` },
      { ...a, name: `${town}${brand}第二${trade}厂` },
    ],
    ['a neighbour in the building', false, a, zhAccount(other, { address: firm['street'], city: town })],
    [
      'a sister with one switchboard',
      false,
      a,
      zhAccount({ ...other, town, brand: `${other['brand']}鑫` }, { phone: a['phone'] }),
    ],
    ['one agent’s mailbox', false, { ...a, email: 'agent@qq.com' }, zhAccount(other, { email: 'agent@qq.com' })],
    ['the same name and nothing else', false, { name: a['name'] }, { name: a['name'] }],
    [
      'a filler for a number',
      false,
      { name: a['name'], phone: '00000000' },
      { name: a['name'], phone: '00000000', city: '拉萨' },
    ],
    [
      'the same last digits in another area',
      false,
      { name: a['name'], phone: `021-${line}` },
      { name: a['name'], phone: `010-${line}` },
    ],
  ];
};

const enPairs = (roll: Dice, index: number): Made[] => {
  const firm = enFirm(roll, index);
  const a = enAccount(firm);
  const { brand, trade, line } = firm as Record<string, string>;
  const none = { phone: undefined, email: undefined, address: undefined };
  const other = enFirm(roll, index + 5000);
  const name = `${brand} ${trade}`;
  const at = 2 + roll(4);
  return [
    ['suffix left out', true, a, { ...a, ...none, name, phone: a['phone'] }],
    ['suffix written out', true, a, { ...a, ...none, name: `${name}, Limited`, email: a['email'] }],
    [
      'Co., Ltd. for Ltd.',
      true,
      a,
      {
        ...a,
        ...none,
        name: `${name.toUpperCase()} CO., LTD.`,
        phone: `001${String(line).replaceAll(' ', '')}`.replace('001', '+1'),
      },
    ],
    ['letters swapped', true, a, { ...a, ...none, name: `${swapped(name, at)} Ltd`, email: a['email'] }],
    [
      'a letter left out',
      true,
      a,
      { ...a, ...none, name: `${dropped(name, at)} Ltd.`, phone: `(212) ${String(line).slice(4)}` },
    ],
    ['words in another order', true, a, { ...a, ...none, name: `${trade} ${brand} Ltd`, email: a['email'] }],
    [
      'accents',
      true,
      { ...a, name: `Brücke ${trade} GmbH` },
      { ...a, ...none, name: `Brucke ${trade}`, address: a['address'], phone: a['phone'] },
    ],
    ['written together', true, a, { ...a, ...none, name: `${name.replaceAll(' ', '')} Ltd`, phone: a['phone'] }],
    [
      'another spelling of the address',
      true,
      a,
      { ...a, phone: undefined, email: undefined, address: `${String(a['address']).toUpperCase()}.` },
    ],
    ['a number in the name', false, { ...a, name: `${name} 1 Ltd` }, { ...a, name: `${name} 2 Ltd`, email: undefined }],
    [
      'a Roman number in the name',
      false,
      { ...a, name: `${name} II Ltd` },
      { ...a, name: `${name} III Ltd`, email: undefined },
    ],
    ['another firm, one mailbox of the group', false, a, enAccount(other, { email: a['email'] })],
    [
      'another trade of the brand, one phone',
      false,
      a,
      { ...enAccount({ ...firm, trade: 'Catering Services' }), email: undefined },
    ],
    ['a branch office', false, a, { ...a, name: `${name} Ltd. Branch Office`, email: undefined }],
    [
      'the same name in another country',
      false,
      a,
      { name: `${name} GmbH`, country: 'DE', city: 'Berlin', phone: `+49 30 9${digits(6, roll)}` },
    ],
    [
      'the same name and town, nothing else',
      false,
      { name: a['name'], city: 'New York' },
      { name: a['name'], city: 'New York' },
    ],
  ];
};

const contactPairs = (roll: Dice, index: number): Made[] => {
  const [family, own] = [pick(surnames, roll), pick(given, roll)];
  const line = mobile(roll);
  const a: Data = { name: family + own, mobile: line, email: `p${index}@firm${index}.cn`, accountId: `acc_${index}` };
  const [first, last] = [pick(enFirst, roll), pick(enLast, roll)];
  const e: Data = {
    name: `${first} ${last}`,
    phone: `+44 20 7946 0${100 + (index % 900)}`,
    email: `e${index}@corp${index}.com`,
  };
  const relative = pick(
    given.filter((one) => one !== own && one.length === own.length),
    roll,
  );
  return [
    [
      'mobile in another form',
      true,
      a,
      { name: a['name'], phone: `+86 ${line.slice(0, 3)}-${line.slice(3, 7)}-${line.slice(7)}` },
    ],
    ['full width and a space', true, a, { name: `${family} ${own}`, mobile: wide(line) }],
    ['another firm, the same mobile', true, a, { ...a, accountId: 'acc_other', email: undefined }],
    ['with a form of address', true, a, { name: `${family}${own}先生`, email: a['email'] }],
    [
      'in pinyin',
      true,
      { name: '张三丰', mobile: line, email: a['email'] },
      { name: 'Zhang Sanfeng', mobile: line, email: a['email'] },
    ],
    ['typed with another character', true, { ...a, name: '刘晓红' }, { ...a, name: '刘小红', accountId: undefined }],
    ['words swapped', true, e, { name: `${last}, ${first}`, email: e['email'] }],
    [
      'a middle initial',
      true,
      e,
      { name: `${first} J. ${last}`, phone: `020 7946 0${String(e['phone']).slice(-3)}`, country: 'GB' },
    ],
    ['a letter left out, phone and mailbox agree', true, e, { ...e, name: `${dropped(first, 3)} ${last}` }],
    [
      'an alias of the mailbox',
      true,
      { ...e, email: `joe.${index}@gmail.com` },
      { name: e['name'], email: `Joe${index}+crm@googlemail.com` },
    ],
    ['one phone in the family', false, a, { name: family + relative, mobile: line }],
    ['one mailbox in the family', false, a, { name: family + relative, email: a['email'] }],
    ['husband and wife', false, { ...e, name: `Mario ${last}` }, { ...e, name: `Maria ${last}`, email: undefined }],
    ['father and son', false, { ...e, birthDate: '1960-02-03' }, { ...e, birthDate: '1990-05-06' }],
    [
      'the same name at another firm',
      false,
      a,
      { name: a['name'], accountId: 'acc_z', email: `z${index}@else.cn`, mobile: mobile(roll) },
    ],
    [
      'colleagues with one office mailbox',
      false,
      { ...a, email: 'info@firm.cn' },
      { name: pick(surnames, roll) + relative, email: 'info@firm.cn', accountId: a['accountId'] },
    ],
    ['the same name and nothing else', false, { name: a['name'] }, { name: a['name'] }],
    [
      'an initial and the office phone',
      false,
      e,
      {
        name: `${
          pick(
            enFirst.filter((one) => one[0] !== first[0]),
            roll,
          )[0]
        }. ${last}`,
        phone: e['phone'],
      },
    ],
  ];
};

const things = words('Helmet Jersey Tyre Saddle Pedal Chain Handlebar Derailleur Headset Bottle Wheel Pump');
const lines = words('Mountain Touring Road Sport Racing Classic Comfort Trekking');
const zhThings = words('头盔 骑行服 轮胎 坐垫 脚踏 链条 车把 变速器 水壶 车架');

const productPairs = (roll: Dice, index: number): Made[] => {
  const [thing, line, size] = [pick(things, roll), pick(lines, roll), 38 + roll(12)];
  const number = 100 + roll(900);
  const codes = { code: `A-${10_000 + index}` };
  const [price, categoryId] = [1000 + roll(9000), `cat_${roll(9)}`];
  const same = { price, categoryId };
  const a: Data = { ...codes, ...same, name: `${line}-${number} ${thing} Black, ${size}` };
  const b = (name: string, more: Data = {}): Data => ({ code: `B-${20_000 + index}`, ...same, name, ...more });
  const zh = pick(zhThings, roll);
  const z: Data = { ...codes, ...same, name: `山地${zh}`, specification: `M${size} 红色 500ml` };
  return [
    ['words in another order', true, a, b(`${thing} ${line} ${number} black ${size}`)],
    ['case, width and spaces', true, a, b(wide(String(a['name']).toUpperCase()))],
    [
      'the specification in the name',
      true,
      { ...a, name: `${line} ${thing}`, specification: `Black ${size}` },
      b(`${line} ${thing} black ${size}`),
    ],
    ['another unit of the same measure', true, { ...a, name: `${thing} oil 0.5 L` }, b(`${thing} oil 500 ml`)],
    [
      'a letter wrong, the same price',
      true,
      a,
      b(String(a['name']).replace(thing, thing.length > 5 ? dropped(thing, 3) : `${thing}`)),
    ],
    ['the colour in short', true, z, b(`山地${zh}`, { specification: `M${size} 红 0.5L` })],
    ['the code in another spelling', true, a, b('whatever it is called there', { code: `a ${10_000 + index}` })],
    ['the colour in English', true, z, b(`山地${zh}`, { specification: `m${size} red 500 ml` })],
    ['another size', false, a, b(String(a['name']).replace(`, ${size}`, `, ${size + 2}`))],
    ['another colour', false, a, b(String(a['name']).replace('Black', 'Red'))],
    ['the next model', false, a, b(String(a['name']).replace(String(number), String(number + 50)))],
    ['a size in letters', false, { ...a, name: `${line} ${thing}, M` }, b(`${line} ${thing}, L`)],
    ['numbers the other way round', false, { ...a, name: `Bolt M8 x 20 ${thing}` }, b(`Bolt M20 x 8 ${thing}`)],
    ['left and right', false, { ...a, name: `${line} pedal left` }, b(`${line} pedal right`)],
    [
      'another line',
      false,
      { ...a, name: `${line} ${thing}` },
      b(
        `${pick(
          lines.filter((one) => one !== line),
          roll,
        )} ${thing}`,
      ),
    ],
    ['another part of a Chinese name', false, { ...a, name: '山地自行车架' }, b('山地自行车座')],
    ['another volume', false, z, b(`山地${zh}`, { specification: `M${size} 红色 750ml` })],
    ['for men and for women', false, { ...a, name: `Men's ${thing}` }, b(`Women's ${thing}`)],
  ];
};

/** The labelled pairs; the same each time. @param rounds pairs of each kind */
export const labelledPairs = (rounds = 25): LabelledPair[] => {
  const roll = dice(20_261_121);
  const made: LabelledPair[] = [];
  const add = (type: LabelledPair['type'], pairs: readonly Made[]) => {
    for (const [kind, same, a, b] of pairs)
      made.push({ type, kind, same, a: { id: 'x_1', ...a }, b: { id: 'x_2', ...b } });
  };
  for (let index = 0; index < rounds; index++) {
    add('account', zhPairs(roll, index));
    add('account', enPairs(roll, index));
    add('contact', contactPairs(roll, index));
    add('product', productPairs(roll, index));
  }
  return made;
};
