import type { PersonKey } from './people.ts';

/** A way of working that somebody handed in, and what became of it; days before today. */
export const tips: readonly {
  title: string;
  text: string;
  by: PersonKey;
  on: number;
  process?: string;
  page?: string;
  judged?: { by: PersonKey; on: number; verdict: 'approve' | 'reject'; why: string };
  expert?: { id: PersonKey; by: PersonKey; on: number };
}[] = [
  {
    title: '报价前先看客户料号',
    text: '在产品行输入客户自己的料号，系统会带出我们的产品和上次成交价，不用再翻旧报价单。',
    by: 'sales-rep',
    on: 52,
    process: 'quote',
    page: '/quotes/new',
    judged: { by: 'trainer', on: 48, verdict: 'approve', why: '省时间，也避免报错型号；新人第一周就教。' },
  },
  {
    title: 'Log the call while the customer is still on the line',
    text: 'Press G then 1, type the first words, and save with Ctrl+Enter: the time and the customer are filled in.',
    by: 'marketing',
    on: 37,
    page: '/activities/mine',
    judged: { by: 'data-steward', on: 34, verdict: 'approve', why: 'Entries made at once need no correction later.' },
  },
  {
    title: '货急时先出货、后补审批',
    text: '客户催得急，先让仓库发货，第二天再把审批补上，客户很满意。',
    by: 'sales-rep-2',
    on: 29,
    process: 'order',
    judged: {
      by: 'data-steward',
      on: 27,
      verdict: 'reject',
      why: '绕过了信用检查，上月有一单因此收不回款。真急请走加急审批，主管在手机上即可签。',
    },
  },
  {
    title: '月底前先核对在途收款',
    text: '每月 25 日把“已到期未收”筛出来，与财务对一遍再打电话催款，避免催错人。',
    by: 'sales-manager',
    on: 5,
    page: '/receivables/ageing',
    expert: { id: 'finance', by: 'trainer', on: 4 },
  },
  {
    title: '用拼音首字母查客户',
    text: '搜索框里打 cqzxc 就能找到“常青自行车”，来电时不用切换输入法。',
    by: 'service-agent',
    on: 2,
    page: '/enquiries/new',
  },
];

/** What people said is wrong with the system, and the answer. */
export const issues: readonly {
  id: string;
  text: string;
  by: PersonKey;
  on: number;
  page?: string;
  wantsPaper?: true;
  answer?: { kind: string; outcome: string; text: string; on: number; improvement?: string; need?: string };
  closed?: number;
}[] = [
  {
    id: 'sys_demo001',
    text: '报价页选了产品以后，客户料号不会带出来，每次都要回去查。',
    by: 'sales-rep',
    on: 84,
    page: '/quotes/new',
    answer: {
      kind: 'fault',
      outcome: 'fix',
      text: '确实漏了，已改好：选产品后自动带出客户料号。',
      on: 80,
      improvement: 'imv_demo003',
    },
    closed: 79,
  },
  {
    id: 'sys_demo002',
    text: '系统把我的客户弄丢了，昨天还在，今天列表里就没有。',
    by: 'sales-rep-2',
    on: 31,
    page: '/accounts',
    answer: {
      kind: 'error',
      outcome: 'lesson',
      text: '客户还在：列表上方开着“城市”筛选。点筛选旁的叉号即可看到全部；已写进新人培训。',
      on: 30,
    },
    closed: 29,
  },
  {
    id: 'sys_demo003',
    text: '订单改用系统审批后，每单要点三次，不如以前在纸上签个字快。希望改回纸质。',
    by: 'finance',
    on: 22,
    page: '/approvals',
    wantsPaper: true,
    answer: {
      kind: 'question',
      outcome: 'answer',
      text: '纸质签字平均要等 9 个小时，系统内现在不到 5 个小时，而且能查到是谁、何时签的。点击次数已提为需求：批量签批在试点，可以先试用。',
      on: 20,
      need: 'ned_demo002',
    },
  },
  {
    id: 'sys_demo004',
    text: 'Where do I see why a finding was accepted, and until when?',
    by: 'marketing',
    on: 11,
    page: '/findings',
    answer: {
      kind: 'question',
      outcome: 'answer',
      text: 'Open the finding: who accepted it, why, and until which day stand under its state.',
      on: 10,
    },
    closed: 9,
  },
  {
    id: 'sys_demo005',
    text: '手机上看客户页，电话按钮要往下翻很久才看得到。',
    by: 'sales-rep',
    on: 1,
    page: '/accounts/:id',
  },
];

/** Small changes, and the measure that each was to move. */
export const changes: readonly {
  change: string;
  by: PersonKey;
  on: number;
  measure: string;
  rule?: string;
  weeks: number;
  before: number;
  after?: number;
  links?: Record<string, string>;
  note?: string;
}[] = [
  {
    change: '手机栏旁显示号码格式示例',
    by: 'data-steward',
    on: 56,
    measure: 'findings-of-rule',
    rule: 'bad-phone',
    weeks: 6,
    before: 9,
    after: 3,
  },
  {
    change: '晨会讲一次商机下一步的写法',
    by: 'sales-manager',
    on: 49,
    measure: 'findings-of-rule',
    rule: 'opportunity-no-next-step',
    weeks: 5,
    before: 5,
    after: 5,
    note: '讲一次不够：改成在提交时必填，已提为建议。',
  },
  {
    change: '报价页自动带出客户料号',
    by: 'data-steward',
    on: 79,
    measure: 'findings-recurred',
    weeks: 8,
    before: 7,
    after: 2,
    links: { issueId: 'sys_demo001', tipId: 'tip_demo001' },
  },
  {
    change: '客诉改由一人统一分派',
    by: 'service-agent',
    on: 63,
    measure: 'findings-overdue',
    weeks: 4,
    before: 4,
    after: 6,
    note: '分派人休假时没人接手，已恢复按产品线分派。',
  },
  {
    change: 'Ten minutes on overdue tasks every morning',
    by: 'marketing',
    on: 15,
    measure: 'tasks-overdue',
    weeks: 6,
    before: 21,
  },
];

export interface NeedStory {
  title: string;
  department: string;
  by: PersonKey;
  on: number;
  description: string;
  asked: readonly { who: string; on: number; said: string }[];
  plan?: {
    benefit: string;
    measure: string;
    target: number;
    benefitScore: number;
    costScore: number;
    urgencyScore: number;
  };
  /** Steps taken: days before today. */
  way: readonly { action: string; by: PersonKey; on: number; comment?: string; data?: Record<string, unknown> }[];
  /** What was measured: before it was begun, and after its release. */
  before?: number;
  actual?: number;
  /** Days from today on which its benefit is looked at. */
  check?: number;
  note?: string;
}

/** What departments want of the CRM: one that went the whole way, others on it. */
export const needs: readonly NeedStory[] = [
  {
    title: '手机上看库存',
    department: 'sales',
    by: 'sales-manager',
    on: 124,
    description: '拜访客户时当场能答复有没有货、几天能到。',
    asked: [
      { who: '王晓峰（华东区销售）', on: 122, said: '每天至少打五次电话问仓库，客户等不及就问别家。' },
      { who: '陈思雨（华南区销售）', on: 121, said: '晚上客户来问，要第二天才能答。' },
      { who: '仓库主管', on: 120, said: '一天接三十个问库存的电话，发货都耽误了。' },
    ],
    plan: {
      benefit: '少打电话问仓库，客户当场得到答复。',
      measure: 'first-contact',
      target: 80,
      benefitScore: 5,
      costScore: 2,
      urgencyScore: 4,
    },
    way: [
      { action: 'analyse', by: 'sales-manager', on: 116 },
      { action: 'decide', by: 'executive', on: 110, comment: 'Cheap, and customers notice it at once.' },
      { action: 'pilot', by: 'sales-manager', on: 96 },
      { action: 'release', by: 'sales-manager', on: 68 },
      {
        action: 'check',
        by: 'sales-manager',
        on: 8,
        data: { actualNote: '问库存的电话从每天三十个降到六个，客户当场就能得到答复。' },
      },
    ],
    before: 62.5,
    actual: 84.1,
    check: -10,
  },
  {
    title: '审批人一次签多张',
    department: 'finance',
    by: 'finance',
    on: 66,
    description: '月底一天要签四十多张，希望看完一批一次签完。',
    asked: [
      { who: '孙淑芬（财务）', on: 64, said: '每张都要打开、签、返回，月底光点鼠标就要一个小时。' },
      { who: '李建国（销售经理）', on: 63, said: '出差时在手机上一张张签，容易漏。' },
    ],
    plan: {
      benefit: '审批时间缩短，月底不再积压。',
      measure: 'order-lead',
      target: 4,
      benefitScore: 4,
      costScore: 3,
      urgencyScore: 4,
    },
    way: [
      { action: 'analyse', by: 'finance', on: 58 },
      { action: 'decide', by: 'executive', on: 51, comment: 'Approvals hold up shipments at each month’s end.' },
      { action: 'pilot', by: 'finance', on: 24 },
    ],
    before: 8.6,
    check: 28,
  },
  {
    title: 'Leads of a fair with the photo of the business card',
    department: 'marketing',
    by: 'marketing',
    on: 20,
    description: 'At a fair we take a photo and type the card in the evening; half of it is never typed.',
    asked: [
      { who: 'Zhao Minyi (marketing)', on: 18, said: 'Of 120 cards in March, 70 were entered.' },
      { who: 'Wang Xiaofeng (sales)', on: 17, said: 'When I call, I do not know what they asked for.' },
    ],
    plan: {
      benefit: 'Every contact of a fair is in the CRM on the same day.',
      measure: 'completeness',
      target: 95,
      benefitScore: 4,
      costScore: 4,
      urgencyScore: 2,
    },
    way: [{ action: 'analyse', by: 'marketing', on: 6 }],
  },
  {
    title: '客诉照片直接从手机上传',
    department: 'service',
    by: 'service-agent',
    on: 9,
    description: '客户用微信发来的照片，要先存电脑再上传。',
    asked: [{ who: '刘佳宁（客服）', on: 8, said: '一件客诉平均五张照片，来回要十分钟。' }],
    way: [],
  },
  {
    title: '每天自动打印全部订单留底',
    department: 'sales',
    by: 'sales-rep-2',
    on: 41,
    description: '怕系统出问题，想每天把订单打印一份存档。',
    asked: [],
    way: [
      {
        action: 'reject',
        by: 'executive',
        on: 33,
        comment:
          'Every order is backed up each night and found in two seconds; paper would be out of date the same day.',
      },
    ],
  },
];
