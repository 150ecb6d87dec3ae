import type { PageGuide } from './page-guide.ts';

/** Guides of the pages on which is sold, from the customer to the payment. */
export const sellingGuides: readonly PageGuide[] = [
  {
    page: '/accounts',
    title: { en: 'Accounts', zh: '客户' },
    purpose: { en: 'Every company that we deal with, one record each.', zh: '公司打交道的每一家客户，只建一条记录。' },
    steps: [
      { en: 'Search by name and phone before you create one.', zh: '新建前先搜索名称和电话。' },
      { en: 'Fill country, owner and tax code.', zh: '填写国家、负责人和统一社会信用代码。' },
      { en: 'Log each contact as an activity.', zh: '联系过就记一条跟进。' },
    ],
    mistake: {
      en: 'A second record under another spelling: figures, credit and history fall apart.',
      zh: '同一客户换个写法又建一条：业绩、信用和历史被拆成两半。',
    },
  },
  {
    page: '/accounts/:id',
    title: { en: 'An account', zh: '客户详情' },
    purpose: {
      en: 'All of one customer on a page: timeline, contacts, documents, credit.',
      zh: '一页看全一家客户：时间线、联系人、单据、信用。',
    },
    steps: [
      { en: 'Read the timeline before you call.', zh: '联系前先读时间线。' },
      { en: 'Click a field to change it.', zh: '点字段直接修改。' },
      { en: 'A change of critical fields waits for a second person.', zh: '关键信息的修改要经第二人审核。' },
    ],
    mistake: {
      en: 'Writing the next call into the note: make it an activity, or nobody is reminded.',
      zh: '在备注里写下次联系时间：应建跟进任务，到时才有提醒。',
    },
  },
  {
    page: '/contacts',
    title: { en: 'Contacts', zh: '联系人' },
    purpose: {
      en: 'The people at our customers: where they work and how to reach them.',
      zh: '客户里的每一个人，属于哪家、怎么联系。',
    },
    steps: [
      { en: 'Choose the account first.', zh: '先选所属客户。' },
      { en: 'Give the phone number with its country.', zh: '手机号带国家区号。' },
      { en: 'Archive somebody who left; do not rename them.', zh: '离职的人归档，不要改成别人。' },
    ],
    mistake: {
      en: 'Renaming an old contact to the new person: the history is then somebody else’s.',
      zh: '把旧联系人改名成新人：历史记录就记到了别人头上。',
    },
  },
  {
    page: '/leads',
    title: { en: 'Leads', zh: '线索' },
    purpose: {
      en: 'People who may become customers: who, what they want, whence.',
      zh: '还没有成为客户的机会：谁、想要什么、从哪里来。',
    },
    steps: [
      { en: 'Get in touch within a day.', zh: '24 小时内首次联系。' },
      { en: 'Write down need and budget.', zh: '写清需求和预算。' },
      { en: 'Convert a qualified one to account and opportunity.', zh: '合格后转为客户和商机。' },
    ],
    mistake: {
      en: 'Holding one without working on it: it goes back to the pool by itself.',
      zh: '长期不跟进又不放手：到期会自动回收到公海。',
    },
  },
  {
    page: '/leads/pool',
    title: { en: 'Lead pool', zh: '线索公海' },
    purpose: {
      en: 'Leads that nobody has: anybody may take them, up to a limit.',
      zh: '无人负责的线索，谁都可以领取，有数量上限。',
    },
    steps: [
      { en: 'Choose by score, the best first.', zh: '按评分从高到低挑选。' },
      { en: 'Call on the day you take it.', zh: '领取后当天联系。' },
      { en: 'Put back with the reason what does not fit.', zh: '不合适的写明原因放回。' },
    ],
    mistake: {
      en: 'Taking as many as one may and calling later: what is not worked on is recalled.',
      zh: '一次领满再慢慢打：先到先得，占着不跟进会被收回。',
    },
  },
  {
    page: '/opportunities',
    title: { en: 'Opportunities', zh: '商机' },
    purpose: { en: 'Every deal under way: amount, stage, next step.', zh: '正在谈的每一笔生意：金额、阶段、下一步。' },
    steps: [
      { en: 'Move it stage by stage, as it is.', zh: '阶段按实际推进，一步一步走。' },
      { en: 'Set next step and date after each contact.', zh: '每次联系后更新下一步和日期。' },
      { en: 'Say why a lost one was lost.', zh: '输单也要写明原因。' },
    ],
    mistake: {
      en: 'Leaving a close date that has passed: the forecast is wrong and the audit finds it.',
      zh: '预计成交日期过了不改：预测失真，稽核会列为问题。',
    },
  },
  {
    page: '/quotes',
    title: { en: 'Quotes', zh: '报价单' },
    purpose: {
      en: 'Prices for customers: with their basis, an end and an approval.',
      zh: '给客户的价格，有依据、有有效期、有审批。',
    },
    steps: [
      {
        en: 'Choose the products: list price and last price are filled in.',
        zh: '选产品，系统带出价格表价格和上次价格。',
      },
      { en: 'Explain a price below the floor, then submit.', zh: '低于底价的写明理由再提交。' },
      { en: 'Make the order of it with a click once it is accepted.', zh: '客户接受后一键转订单。' },
    ],
    mistake: {
      en: 'Quoting by word of mouth only: a colleague will quote another price.',
      zh: '口头报价不录入：同事会报出不同的价格。',
    },
  },
  {
    page: '/orders',
    title: { en: 'Sales orders', zh: '销售订单' },
    purpose: { en: 'What was ordered, at which price, for when.', zh: '客户订了什么、什么价、什么时候交。' },
    steps: [
      { en: 'Make it of the accepted quote rather than type it again.', zh: '从已接受的报价单生成，不要重录。' },
      { en: 'Check quantities, prices and the date promised.', zh: '核对数量、单价和交货日期。' },
      { en: 'Submit it; without credit it is put on hold.', zh: '提交审批；额度不足会自动冻结。' },
    ],
    mistake: {
      en: 'Splitting an order to get round an approval: the audit finds it.',
      zh: '把大单拆成几张小单绕过审批：稽核会发现。',
    },
  },
  {
    page: '/shipments',
    title: { en: 'Shipments', zh: '出货单' },
    purpose: {
      en: 'What went out of which order, which batch, and when it arrived.',
      zh: '哪张订单发了多少、哪个批次、何时签收。',
    },
    steps: [
      { en: 'Make it from the order and change the quantity only.', zh: '从订单生成，只改本次数量。' },
      { en: 'Enter the batch: without it a fault cannot be traced.', zh: '填写批号，出了质量问题才能追溯。' },
      { en: 'Note when it was delivered.', zh: '客户签收后登记送达。' },
    ],
    mistake: {
      en: 'Shipping first and entering later: stock, receivables and credit are wrong meanwhile.',
      zh: '货先发、单后补：库存、应收和信用在这段时间都不对。',
    },
  },
  {
    page: '/receivables',
    pages: ['/receivables/ageing'],
    title: { en: 'Receivables', zh: '应收账款' },
    purpose: { en: 'Who owes what, until when, and how late.', zh: '谁欠多少、何时到期、逾期几天。' },
    steps: [
      { en: 'Call about overdue ones and log it.', zh: '逾期的先打电话并记录。' },
      { en: 'Say what a disputed one is about.', zh: '有争议的写明原因。' },
      { en: 'Allocate payments as they come.', zh: '收款后及时核销。' },
    ],
    mistake: {
      en: 'Leaving a payment unallocated: it looks overdue and the customer is dunned for nothing.',
      zh: '只收款不核销：账龄显示逾期，客户被误催。',
    },
  },
  {
    page: '/payments',
    title: { en: 'Payments', zh: '回款' },
    purpose: { en: 'Money received, and the receivables that it settled.', zh: '收到的钱以及冲销了哪些应收。' },
    steps: [
      { en: 'Enter date and amount as on the statement.', zh: '按银行流水录入日期和金额。' },
      { en: 'Choose the receivables, or settle the oldest first.', zh: '选择要冲销的应收，或按最早到期冲销。' },
      { en: 'Reverse a wrong one rather than hide it.', zh: '录错的用冲回，不要删。' },
    ],
    mistake: {
      en: 'Booking it to a customer of a similar name: check the paying account first.',
      zh: '把一笔钱记到名称相近的客户名下：先核对付款账号。',
    },
  },
  {
    page: '/products',
    title: { en: 'Products', zh: '产品' },
    purpose: { en: 'Everything that we sell: one code, one product.', zh: '卖的每一样东西，一个编码一个产品。' },
    steps: [
      { en: 'Search by code and name before you create one.', zh: '新建前先按编码和名称搜索。' },
      { en: 'Take the next code that the system offers.', zh: '编码用系统生成的下一个号。' },
      { en: 'Retire one that is no longer sold; do not rename it.', zh: '停售的改状态，不要改名。' },
    ],
    mistake: {
      en: 'Two codes for one product: prices, stock and complaints fall apart.',
      zh: '同一产品建两个编码：价格、库存和客诉都分散了。',
    },
  },
  {
    page: '/price-lists',
    pages: ['/prices'],
    title: { en: 'Price lists', zh: '价格表' },
    purpose: { en: 'For whom, from when, at what price and floor.', zh: '对谁、从哪天起、卖什么价、底价多少。' },
    steps: [
      { en: 'Copy the list in force and change the copy.', zh: '复制现行价格表再改。' },
      { en: 'Look at its effect: which quotes it changes.', zh: '先看影响：哪些报价会变。' },
      { en: 'Once approved it replaces the old one.', zh: '审批后自动替代旧表。' },
    ],
    mistake: {
      en: 'Changing prices in force: they need an approval; make a new list instead.',
      zh: '直接改生效中的价格：要经变更审批，改不了就新建一版。',
    },
  },
];
