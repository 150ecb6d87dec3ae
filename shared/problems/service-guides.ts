import type { PageGuide } from './page-guide.ts';

/** Guides of the pages of service and of the problem book. */
export const serviceGuides: readonly PageGuide[] = [
  {
    page: '/complaints',
    title: { en: 'Complaint desk', zh: '客诉台' },
    purpose: {
      en: 'All complaints in a queue: whose turn it is, and how much time is left.',
      zh: '所有客诉的队列：轮到谁、还剩多少时间。',
    },
    steps: [
      { en: 'Take it down during the call, with the time it was reported.', zh: '接到电话当场建立，填清反映时间。' },
      { en: 'Take what is due soon and what is critical first.', zh: '先处理快到期和危急的。' },
      {
        en: 'Add a contact to an open complaint rather than make a second one.',
        zh: '同一客户已有客诉的，补记联系，不要另建。',
      },
    ],
    mistake: {
      en: 'Entering it after it is over: the times are wrong, and the audit finds it.',
      zh: '处理完才补录：时间对不上，稽核会列为录入过晚。',
    },
  },
  {
    page: '/complaints/:id',
    title: { en: 'A complaint', zh: '客诉详情' },
    purpose: {
      en: 'From what the customer told us to the proof that it did not come back.',
      zh: '从客户说了什么，到不再复发的证明。',
    },
    steps: [
      {
        en: 'Read what they already told us: nobody is asked twice.',
        zh: '先读“已知情况”，不要让客户重复。',
      },
      {
        en: 'Fill containment, root cause, corrective and preventive action in this order.',
        zh: '依次填写临时措施、根本原因、纠正和预防措施。',
      },
      { en: 'Look at who else got the same product and batch.', zh: '查看同产品、同批次还影响了谁。' },
    ],
    mistake: {
      en: 'Taking “replaced” for the cause: it is containment, and the fault will be back.',
      zh: '把“已换货”当成原因：换货是临时措施，原因没找到还会再来。',
    },
  },
  {
    page: '/enquiries',
    title: { en: 'Enquiries', zh: '咨询' },
    purpose: {
      en: 'Every call, mail, visit and chat, taken down on one screen.',
      zh: '每一次来电、邮件、来访、聊天，一屏记完。',
    },
    steps: [
      { en: 'Type the phone number: the customer is found.', zh: '输入电话号码，系统带出客户。' },
      { en: 'Choose the topic, write question and answer.', zh: '选主题，写问题和答复。' },
      { en: 'Ask whether it is solved and enter what they say.', zh: '问客户是否解决，按其原话选择。' },
    ],
    mistake: {
      en: 'Marking it solved without asking: the next call about it shows.',
      zh: '没问客户就选“已解决”：重复来电会暴露。',
    },
  },
  {
    page: '/surveys',
    title: { en: 'Surveys', zh: '满意度调查' },
    purpose: {
      en: 'Asks customers whether they are content, how hard it was, whether they would recommend us.',
      zh: '问客户满意吗、费力吗、愿意推荐吗。',
    },
    steps: [
      {
        en: 'Choose when it is sent: after closure, delivery, each quarter.',
        zh: '选择何时发出：结案后、送达后、每季度。',
      },
      { en: 'An answer below the threshold opens a follow-up.', zh: '低于阈值会自动建立跟进。' },
      { en: 'Read the comments, not the score alone.', zh: '读评论，不只看分数。' },
    ],
    mistake: {
      en: 'Sending it to content customers only: fine scores, hidden problems.',
      zh: '只发给满意的客户：分数好看，问题看不见。',
    },
  },
  {
    page: '/service',
    title: { en: 'Service dashboard', zh: '服务看板' },
    purpose: { en: 'How well problems are solved, beside how fast.', zh: '解决得好不好，与快不快放在一起看。' },
    steps: [
      { en: 'Look first at first-contact resolution and reopening.', zh: '先看首次解决率和重开率。' },
      { en: 'Then at waiting and handling times.', zh: '再看等待时间和处理时间。' },
      { en: 'Customers lost, and why, stand beside the cost.', zh: '流失客户及原因与成本并列。' },
    ],
    mistake: {
      en: 'Chasing short calls: what is unsolved calls again and costs more.',
      zh: '只追求处理时间短：没解决的会再打来，成本更高。',
    },
  },
  {
    page: '/problem-book',
    pages: ['/problem-entries'],
    title: { en: 'Problem book', zh: '问题教科书' },
    purpose: {
      en: 'What went wrong and how to do it right: written once, for everybody.',
      zh: '出过的错和正确做法，写一次，大家都用。',
    },
    steps: [
      { en: 'Search for the symptom.', zh: '先搜索现象。' },
      { en: 'Not there? Ask for help: the answer becomes an entry.', zh: '没有就求助，答复会变成新条目。' },
      { en: 'Confirm the entries that you own before they go stale.', zh: '负责的条目到期前确认一次。' },
    ],
    mistake: {
      en: 'Writing the conclusion without the steps: somebody new cannot follow it.',
      zh: '只写结论不写步骤：新人照着做不出来。',
    },
  },
  {
    page: '/help-requests',
    title: { en: 'Questions', zh: '求助' },
    purpose: { en: 'Where colleagues are stuck, and what they were told.', zh: '同事在哪里卡住、怎么答复的。' },
    steps: [
      { en: 'Look at the page and the error first.', zh: '先看提问时的页面和错误。' },
      { en: 'Answer in steps that can be followed.', zh: '答复写成可以照做的步骤。' },
      { en: 'Make an entry of what is asked often.', zh: '常见的一键写成条目。' },
    ],
    mistake: { en: 'Answering in private: the next one asks the same.', zh: '私下答复：下一个人还会问同样的问题。' },
  },
];
