/** Short forms that databases use in column names. */
const shortForms: Readonly<Record<string, string>> = {
  addr: 'address',
  amt: 'amount',
  bdate: 'birth date',
  birthday: 'birth date',
  birthdate: 'birth date',
  cat: 'category',
  cid: 'customer code',
  cntry: 'country',
  comp: 'company',
  cst: 'customer',
  cust: 'customer',
  dept: 'department',
  desc: 'description',
  disc: 'discount',
  dob: 'birth date',
  dt: 'date',
  fname: 'first name',
  firstname: 'first name',
  fullname: 'full name',
  gen: 'gender',
  gndr: 'gender',
  lastname: 'last name',
  lname: 'last name',
  mob: 'mobile',
  nm: 'name',
  ord: 'order',
  prd: 'product',
  prod: 'product',
  qty: 'quantity',
  sex: 'gender',
  sls: 'sales',
  subcat: 'subcategory',
  tel: 'phone',
  telephone: 'phone',
  cell: 'mobile',
  cellphone: 'mobile',
  mail: 'email',
  zip: 'postal code',
  zipcode: 'postal code',
  postcode: 'postal code',
  curr: 'currency',
  ccy: 'currency',
  uom: 'unit',
  surname: 'last name',
  qtty: 'quantity',
  fax: 'fax',
  web: 'website',
  url: 'website',
  homepage: 'website',
};

/** Words of one meaning, told as the first of them. */
const sameMeaning: readonly (readonly string[])[] = [
  ['code', 'id', 'key', 'no', 'num', 'number', 'nr', 'ref', 'sku'],
  ['amount', 'total', 'revenue', 'turnover', 'sum'],
  ['customer', 'client', 'account', 'company', 'buyer'],
  ['product', 'item', 'article', 'material', 'goods'],
  ['order', 'purchase'],
  ['ship', 'shipping', 'shipped', 'dispatch', 'shipment'],
  ['create', 'created', 'creation', 'entered', 'registered'],
  ['start', 'from', 'begin', 'since'],
  ['end', 'until', 'to', 'expiry', 'finish'],
  ['note', 'notes', 'remark', 'remarks', 'comment', 'comments', 'description', 'memo'],
  ['owner', 'salesperson', 'representative', 'rep', 'responsible'],
  ['unit price', 'price'],
  ['mobile', 'handy'],
];

/** Whole Chinese headers in the words used above. */
const chinese: Readonly<Record<string, string>> = {
  客户名称: 'customer name',
  客户名: 'customer name',
  客户: 'customer name',
  公司名称: 'customer name',
  公司: 'customer name',
  单位名称: 'customer name',
  企业名称: 'customer name',
  客户编码: 'customer code',
  客户编号: 'customer code',
  客户代码: 'customer code',
  客户号: 'customer code',
  联系人: 'contact name',
  姓名: 'full name',
  姓: 'last name',
  名: 'first name',
  电话: 'phone',
  联系电话: 'phone',
  电话号码: 'phone',
  固定电话: 'phone',
  座机: 'phone',
  手机: 'mobile',
  手机号: 'mobile',
  手机号码: 'mobile',
  移动电话: 'mobile',
  邮箱: 'email',
  电子邮箱: 'email',
  电子邮件: 'email',
  邮件: 'email',
  国家: 'country',
  '国家/地区': 'country',
  国别: 'country',
  省份: 'province',
  省: 'province',
  城市: 'city',
  市: 'city',
  地址: 'address',
  详细地址: 'address',
  联系地址: 'address',
  邮编: 'postal code',
  邮政编码: 'postal code',
  行业: 'industry',
  来源: 'source',
  客户来源: 'source',
  税号: 'tax code',
  纳税人识别号: 'tax code',
  统一社会信用代码: 'tax code',
  信用额度: 'credit limit',
  币种: 'currency',
  货币: 'currency',
  网址: 'website',
  网站: 'website',
  传真: 'fax',
  部门: 'department',
  职务: 'title',
  职位: 'title',
  性别: 'gender',
  生日: 'birth date',
  出生日期: 'birth date',
  婚姻状况: 'marital status',
  产品编码: 'product code',
  产品编号: 'product code',
  产品代码: 'product code',
  物料编码: 'product code',
  商品编码: 'product code',
  料号: 'product code',
  产品名称: 'product name',
  商品名称: 'product name',
  品名: 'product name',
  规格: 'specification',
  规格型号: 'specification',
  型号: 'model',
  单位: 'unit',
  计量单位: 'unit',
  分类: 'category',
  类别: 'category',
  产品分类: 'category',
  产品类别: 'category',
  单价: 'unit price',
  价格: 'unit price',
  含税单价: 'unit price',
  成本: 'cost',
  成本价: 'cost',
  数量: 'quantity',
  订购数量: 'quantity',
  金额: 'amount',
  总金额: 'amount',
  合计: 'amount',
  折扣: 'discount',
  税率: 'tax rate',
  订单号: 'order code',
  订单编号: 'order code',
  销售订单号: 'order code',
  合同号: 'contract code',
  订单日期: 'order date',
  下单日期: 'order date',
  发货日期: 'ship date',
  出货日期: 'ship date',
  交货日期: 'due date',
  交期: 'due date',
  到期日: 'due date',
  创建日期: 'create date',
  创建时间: 'create date',
  录入日期: 'create date',
  开始日期: 'start date',
  生效日期: 'start date',
  结束日期: 'end date',
  失效日期: 'end date',
  负责人: 'owner',
  业务员: 'owner',
  销售员: 'owner',
  备注: 'note',
  说明: 'note',
  状态: 'status',
  标签: 'tags',
  等级: 'grade',
  客户等级: 'grade',
  客户级别: 'grade',
  阶段: 'stage',
  编码: 'code',
  编号: 'code',
  名称: 'name',
  日期: 'date',
};

const meanings = new Map(
  sameMeaning.flatMap(([first, ...others]) => others.map((word) => [word, first as string] as const)),
);

/** Words that carry nothing in a header. */
const fillers = new Set(['the', 'of', 'on', 'at', 'is', 'a', 'and', 'in']);

/** Words that only say whose column it is; they count little. */
const ownerWords = new Set(['customer', 'product', 'order', 'sales', 'contact', 'lead', 'line', 'supplier']);

const splitWords = (text: string): string[] =>
  text
    .replace(/e[-\s]?mail/gi, 'email')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const canonical = (words: readonly string[]): string[] =>
  words
    .flatMap((word) => (shortForms[word] ?? word).split(' '))
    .flatMap((word) => (meanings.get(word) ?? word).split(' '))
    .filter((word) => !fillers.has(word));

/** A header or field name as a set of words that is the same for `cst_key`, `CustomerKey`, `Customer No.` and 客户编号. */
export const headerWords = (text: string): string[] => {
  const wide = text.normalize('NFKC').trim();
  // What stands in brackets is mostly a unit or an example: 金额(元), Date (dd/mm).
  const bare =
    wide
      .replace(/[([【].*?[)\]】]/g, '')
      .replace(/[*:：]/g, '')
      .trim() || wide;
  const translated = chinese[bare.replace(/\s/g, '')];
  const words = [...new Set(canonical(splitWords(translated ?? bare)))];
  // "Sales" beside a word says whose column it is; alone it is the amount.
  return words.length === 1 && words[0] === 'sales' ? ['amount'] : words;
};

/**
 * The prefix (`cst_`) that all headers of a table share, or ''. Two headers are too few to tell: both `ship_date` and
 * `ship_address` begin alike.
 */
export const sharedPrefix = (header: readonly string[]): string => {
  const prefix = /^[A-Za-z]{1,5}_/.exec(header[0] ?? '')?.[0];
  if (prefix === undefined || header.length < 3) return '';
  return header.every((name) => name.startsWith(prefix)) ? prefix : '';
};

const weight = (word: string): number => (ownerWords.has(word) ? 0.3 : 1);

const weigh = (words: Iterable<string>): number => [...words].reduce((sum, word) => sum + weight(word), 0);

/** How alike two sets of words are, 0..1: shared weight over all weight. */
export const likeness = (a: readonly string[], b: readonly string[]): number => {
  const all = new Set([...a, ...b]);
  return all.size === 0 ? 0 : weigh(a.filter((word) => b.includes(word))) / weigh(all);
};
