import { improvementGuides } from './improvement-guides.ts';
import { interviewGuides } from './interview-guides.ts';
import { operatorGuides } from './operator-guides.ts';
import type { PageGuide } from './page-guide.ts';
import { sellingGuides } from './selling-guides.ts';
import { serviceGuides } from './service-guides.ts';

const commonGuides: readonly PageGuide[] = [
  {
    page: '/',
    title: { en: 'Home', zh: '首页' },
    purpose: {
      en: 'Begin the day here: what is to be done, and what changed.',
      zh: '打开系统先看这里：今天该做什么、有什么变化。',
    },
    steps: [
      { en: 'Take what is overdue, in red, first.', zh: '先处理标红的超时待办。' },
      { en: 'Open a piece of news to get to its document.', zh: '点一条动态直接进入单据。' },
      {
        en: 'Press / to search customers, documents and products at any time.',
        zh: '按 / 键可随时搜索客户、单据和产品。',
      },
    ],
    mistake: {
      en: 'Taking it for a report: it shows what concerns you alone; figures are in the monthly review.',
      zh: '把首页当成报表：这里只显示与您有关的内容，统计请看月度总结。',
    },
  },
  {
    page: '/work',
    title: { en: 'Work list', zh: '待办' },
    purpose: {
      en: 'Every step that is yours is here, in the order in which it is due.',
      zh: '轮到您处理的每一步都在这里，按到期时间排列。',
    },
    steps: [
      { en: 'Begin at the top.', zh: '从最上面一条开始做。' },
      { en: 'What you cannot do goes back with the reason, rather than lie.', zh: '办不了的写明原因退回，不要搁着。' },
      { en: 'Name a deputy before you go on leave.', zh: '请假前先设置代理人。' },
    ],
    mistake: {
      en: 'Saying “done” in a chat without taking the step: the work stays due and is escalated.',
      zh: '只在聊天里说“已处理”，没有在系统里执行步骤：待办仍会超时上报。',
    },
  },
  {
    page: '/approvals',
    title: { en: 'Approvals', zh: '审批' },
    purpose: {
      en: 'Documents that wait for your signature, with what you need to decide.',
      zh: '等您签字的单据，附有判断所需的数据。',
    },
    steps: [
      {
        en: 'Look first at the amount, the price and how they differ from last time.',
        zh: '先看金额、价格与上次的差异。',
      },
      { en: 'Approve, or send back with the reason.', zh: '同意，或写明原因退回。' },
      { en: 'Add a signer where somebody else ought to look.', zh: '需要别人把关时加签。' },
    ],
    mistake: {
      en: 'Approving what one made or changed oneself: refused, by a deputy as well.',
      zh: '自己建立或修改过的单据自己审批：系统不允许，由代理人代签也不行。',
    },
  },
  {
    page: '/imports',
    title: { en: 'Imports', zh: '导入' },
    purpose: {
      en: 'Brings in tables: tried first, and taken back if need be.',
      zh: '把表格里的数据成批录入，可试算、可撤销。',
    },
    steps: [
      { en: 'Upload the file and check which column is which field.', zh: '上传文件，核对字段对应。' },
      { en: 'Try it: see what would be made, changed and refused.', zh: '先试运行，看清会新建、更新、拒绝多少。' },
      { en: 'Run it, download what was refused, correct and bring it again.', zh: '运行后下载错误文件，改好再导。' },
    ],
    mistake: {
      en: 'Running it without a look at the trial: thousands of faults at once.',
      zh: '不看试运行结果直接导入：错的数据一次就是几千条。',
    },
  },
  {
    page: '/duplicates',
    title: { en: 'Duplicates', zh: '重复记录' },
    purpose: {
      en: 'Records that may be one and the same; people decide.',
      zh: '系统认为可能是同一个的记录，由人判断。',
    },
    steps: [
      { en: 'Compare the two field by field.', zh: '逐项对比两条记录。' },
      { en: 'Merge what is one; it can be taken back.', zh: '是同一个就合并，可撤销。' },
      { en: 'Mark what is not: it is not asked again.', zh: '不是就标记为不同，以后不再提示。' },
    ],
    mistake: {
      en: 'Merging by the name alone: parent and subsidiary may share it.',
      zh: '只看名称就合并：母公司和子公司可能同名。',
    },
  },
  {
    page: '/standards',
    title: { en: 'Data standards', zh: '数据标准' },
    purpose: {
      en: 'What right data looks like: one rule for entry, import and audit.',
      zh: '什么样的数据算正确：录入、导入、稽核用同一套。',
    },
    steps: [
      { en: 'Choose a kind of record and look at its fields.', zh: '选一种记录，看每个字段的要求。' },
      { en: 'Try a change: how many records would break it.', zh: '改之前先试：有多少现有记录不符合。' },
      { en: 'Once in force, all is audited anew.', zh: '生效后系统会重新稽核。' },
    ],
    mistake: {
      en: 'Demanding a field without filling the old ones first: people will type anything.',
      zh: '把字段设为必填却不先补数据：一线会乱填。',
    },
  },
  {
    page: '/findings',
    title: { en: 'Findings', zh: '稽核发现' },
    purpose: {
      en: 'Every fault that the audit found: where, what is right, whose it is.',
      zh: '稽核发现的每个问题：在哪、应为什么、谁来改。',
    },
    steps: [
      { en: 'Open the record and put the data right.', zh: '打开记录，把数据改对。' },
      { en: 'Write down cause and prevention.', zh: '写明原因和预防措施。' },
      { en: 'The next audit closes what is right.', zh: '下次稽核会自动关闭改好的。' },
    ],
    mistake: {
      en: 'Explaining without correcting: as long as the data is wrong, the fault stays.',
      zh: '只填说明不改数据：数据没改，问题就还在。',
    },
  },
  {
    page: '/audit',
    pages: ['/audit/rules'],
    title: { en: 'Audit', zh: '稽核' },
    purpose: {
      en: 'Checks every night what changed, by rules; can be run at any time.',
      zh: '每晚按规则检查变动过的记录，也可随时运行。',
    },
    steps: [
      { en: 'Look at the last run: new, put right, back again.', zh: '看最近一次：新发现、已改好、再次发生。' },
      { en: 'Tune the settings of a rule that is too strict or too loose.', zh: '规则太严或太松，调整设置。' },
      { en: 'Write what keeps coming back into the problem book.', zh: '反复发生的，写进问题教科书。' },
    ],
    mistake: { en: 'Turning a rule off for one false alarm: tune it first.', zh: '因为误报就关掉整条规则：先调设置。' },
  },
  {
    page: '/reviews',
    title: { en: 'Monthly review', zh: '月度总结' },
    purpose: {
      en: 'The month in frozen figures: what was done, what went wrong, what to do.',
      zh: '每月冻结的数字：做了什么、错在哪里、怎么改。',
    },
    steps: [
      { en: 'Look first at what changed against the month before.', zh: '先看与上月相比的变化。' },
      { en: 'Open a figure to see what is in it.', zh: '点数字查看明细。' },
      { en: 'Give each problem a person and a date.', zh: '每个问题定一个人和期限。' },
    ],
    mistake: {
      en: 'Comparing it with today’s figures: the review is frozen at the month’s end.',
      zh: '拿当天的数字和总结对账：总结在月末冻结，之后不再变。',
    },
  },
  {
    page: '/reviews/goals',
    title: { en: 'Goals and baselines', zh: '目标与基线' },
    purpose: {
      en: 'Where each figure of the review began, where it is to go, by when, and who answers for it.',
      zh: '每项指标从哪里起步、要到哪里、何时达到、由谁负责。',
    },
    steps: [
      { en: 'Find the figure, and look at what it counts.', zh: '找到指标，先看清它统计什么。' },
      {
        en: 'Enter the baseline with its day, then the goal with its day.',
        zh: '填写基线及取数日期，再填写目标及期限。',
      },
      { en: 'Name who answers for it, and save.', zh: '指定负责人并保存。' },
    ],
    mistake: {
      en: 'Expecting old reviews to change: each keeps the goals that were in force when it was frozen.',
      zh: '以为改了目标，以前的总结也会变：每份总结保留冻结时的目标。',
    },
  },
  {
    page: '/members',
    title: { en: 'Members', zh: '成员' },
    purpose: { en: 'Who may come in, in which role, and how much they see.', zh: '谁能进来、有什么角色、看得到多少。' },
    steps: [
      { en: 'Choose role and record scope with the invitation.', zh: '邀请时选角色和数据范围。' },
      { en: 'Disable somebody on the day they leave.', zh: '离职当天停用。' },
      { en: 'Use a deputy for a short while; never share an account.', zh: '临时换岗用代理，不要共用账号。' },
    ],
    mistake: {
      en: 'Sharing an account: nobody knows who did what, and approvals are worth nothing.',
      zh: '多人共用一个账号：谁做的查不清，审批也无效。',
    },
  },
  {
    page: '/processes',
    pages: ['/conformance'],
    title: { en: 'Processes', zh: '标准流程' },
    purpose: {
      en: 'The way of each kind of document: who, by when, on what condition.',
      zh: '每种单据怎么走：谁、何时、什么条件。',
    },
    steps: [
      { en: 'Open a process to see its steps and what they ask.', zh: '打开流程查看步骤和要求。' },
      { en: 'Propose a change, with what it improves and whom it harms.', zh: '想改就提建议，写明好处和影响。' },
      { en: 'Pilot a new version before it is enforced.', zh: '新版先试点再强制。' },
    ],
    mistake: {
      en: 'Enforcing it at once: documents under way get stuck.',
      zh: '直接上强制版本：没试点的流程会卡住在途单据。',
    },
  },
  {
    page: '/conformance/map',
    title: { en: 'Process map', zh: '实际流程图' },
    purpose: {
      en: 'How documents really went, beside how they should.',
      zh: '对照标准流程，看单据实际是怎么走的。',
    },
    steps: [
      { en: 'Look for dashed lines first: the process has no such way.', zh: '先看虚线：那是流程里没有的路径。' },
      { en: 'Then for red ones: documents wait there longest.', zh: '再看红线：单据在那里等得最久。' },
      { en: 'Open the documents of a way and ask why they took it.', zh: '点开一条路径的单据，问清为什么这样走。' },
    ],
    mistake: {
      en: 'Blaming whoever took the dashed way: where many take it, the process may be wrong.',
      zh: '只怪走虚线的人：走的人多，可能是流程本身不合理。',
    },
  },
  {
    page: '/settings',
    title: { en: 'Settings', zh: '设置' },
    purpose: {
      en: 'The company’s own rules: calendar, commerce, service, roles.',
      zh: '公司自己的规则：日历、商务、服务、角色。',
    },
    steps: [
      { en: 'Look at what a change reaches.', zh: '改前看清影响范围。' },
      { en: 'Every change is kept as a version.', zh: '每次修改都会留版本。' },
      { en: 'Name who answers for the CRM and gets the questions.', zh: '指定一位系统负责人接收求助。' },
    ],
    mistake: {
      en: 'Leaving out holidays: limits end on days when nobody works.',
      zh: '节假日没设：办理时限会算到放假那天。',
    },
  },
];

/** The guides of the main pages. */
export const pageGuides: readonly PageGuide[] = [
  ...commonGuides,
  ...sellingGuides,
  ...serviceGuides,
  ...improvementGuides,
  ...operatorGuides,
  ...interviewGuides,
];
