import type { Words } from '../index.tsx';

export const notices: Words['notices'] = {
  title: '通知',
  bell: (unread) => `通知，${unread} 条未读`,
  bellNone: '通知，没有未读',
  empty: '还没有通知。单据转到您名下、有审批结果或已超时，都会在这里告诉您。',
  allRead: '全部标为已读',
  all: '全部通知',
  more: '显示更早的通知',
  settings: '通知设置',
  settingsText: '每类通知都可以在应用内或邮件中关闭。需要您处理的事无论如何都会列在待办里。',
  kind: '通知类型',
  app: '应用内',
  mail: '邮件',
  turn: (kind, where) => `${kind}：${where}`,
  unread: '未读',
  by: (name) => name,
  due: (when) => `期限 ${when}`,
  saved: '已保存',
};
