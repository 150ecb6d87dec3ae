import { currencyExponent } from '../../shared/kernel/money.ts';
import { narrativeOf } from '../../shared/review/narrative.ts';
import type { ReviewPack, ServicePack } from '../../shared/review/review.contract.ts';
import { partKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import { env } from '../runtime/env.ts';
import { ruleLabel, ruleNames } from '../runtime/rule-names.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import type { Table } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';

const words = {
  'zh-CN': {
    subject: '月度总结',
    open: '未关闭问题',
    opened: '本月新发现',
    closed: '本月关闭',
    overdue: '逾期问题',
    orders: '本月订单',
    amount: '订单金额',
    late: '逾期商机',
    paid: '本月回款',
    owed: '逾期应收',
    firstContact: '首次联系即解决',
    confirmed: '客户确认已解决',
    complaints: '新增客诉',
    lost: '流失客户',
    rules: '问题最多的规则',
    says: '本月要点',
    see: '查看完整总结',
    before: '上月',
  },
  en: {
    subject: 'Monthly review',
    open: 'Open findings',
    opened: 'Opened this month',
    closed: 'Closed this month',
    overdue: 'Overdue findings',
    orders: 'Orders this month',
    amount: 'Order amount',
    late: 'Opportunities past their date',
    paid: 'Received this month',
    owed: 'Overdue receivables',
    firstContact: 'Solved at the first contact',
    confirmed: 'Confirmed by the customer',
    complaints: 'Complaints received',
    lost: 'Customers lost',
    rules: 'Rules with the most findings',
    says: 'What it says',
    see: 'Open the whole review',
    before: 'month before',
  },
} as const;
export type MailLanguage = keyof typeof words;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const money = (minor: number, currency: string, language: string): string =>
  currency === ''
    ? String(minor)
    : new Intl.NumberFormat(language, { style: 'currency', currency }).format(minor / 10 ** currencyExponent(currency));

/** The mail of a pack: a page of figures and the address of the page. */
export const reviewMail = (
  pack: ReviewPack,
  language: MailLanguage,
): { subject: string; text: string; html: string } => {
  const t = words[language];
  const line = (label: string, figure: { value: number; before?: number | undefined }) =>
    [label, String(figure.value), figure.before === undefined ? '' : `${t.before} ${figure.before}`] as const;
  const sums = (label: string, amounts: ReviewPack['orders']['amounts'] = []) =>
    amounts.map(
      (one) =>
        [
          label,
          money(one.value, one.currency, language),
          one.before === undefined ? '' : `${t.before} ${money(one.before, one.currency, language)}`,
        ] as const,
    );
  const share = (label: string, one: ServicePack['firstContact']) =>
    one.percent === undefined
      ? []
      : [[label, `${one.percent}%`, one.before === undefined ? '' : `${t.before} ${one.before}%`] as const];
  const served = (one: ServicePack | undefined) =>
    one
      ? [
          ...share(t.firstContact, one.firstContact),
          ...share(t.confirmed, one.complaints.confirmed),
          line(t.complaints, one.complaints.opened),
          line(t.lost, one.lost.count),
        ]
      : [];
  const lines = [
    line(t.open, pack.findings.open),
    line(t.opened, pack.findings.opened),
    line(t.closed, pack.findings.closed),
    line(t.overdue, pack.findings.overdue),
    line(t.orders, pack.orders.count),
    ...sums(t.amount, pack.orders.amounts),
    line(t.late, pack.overdue.opportunities),
    ...sums(t.paid, pack.selling?.payments.amounts),
    ...sums(t.owed, pack.selling?.receivables.overdue),
    ...served(pack.service),
  ];
  const lang = language === 'en' ? 'en' : 'zh';
  const label = (id: string) => ruleLabel(id)[lang];
  const told = narrativeOf(pack, ruleNames).map((one) => one[lang]);
  const top = pack.findings.byRule.slice(0, 5).map((row) => [label(row.key), String(row.value)] as const);
  const url = `${env.webOrigin}/${pack.workspaceId}/reviews/${pack.period}`;
  const subject = `${t.subject} ${pack.period} · ${pack.workspaceName}`;
  return {
    subject,
    text: [
      subject,
      '',
      ...(told.length > 0 ? [t.says, ...told.map((one) => `- ${one}`), ''] : []),
      ...lines.map(([name, value, was]) => `${name}: ${value}${was ? ` (${was})` : ''}`),
      '',
      t.rules,
      ...top.map(([name, value]) => `- ${name}: ${value}`),
      '',
      `${t.see}: ${url}`,
    ].join('\n'),
    html:
      `<h2>${escaped(subject)}</h2>${told.length > 0 ? `<h3>${t.says}</h3><ul>${told.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>` : ''}<table>${lines.map(([name, value, was]) => `<tr><td>${escaped(name)}</td><td><b>${escaped(value)}</b></td><td>${escaped(was)}</td></tr>`).join('')}</table>` +
      `<h3>${t.rules}</h3><ul>${top.map(([name, value]) => `<li>${escaped(name)}: ${escaped(value)}</li>`).join('')}</ul><p><a href="${escaped(url)}">${t.see}</a></p>`,
  };
};

/** Mails a pack to the review group, each in their language, once per `key`. @returns how many recipients it has */
export const mailPack = async (
  workspace: WorkspaceItem,
  pack: ReviewPack,
  key: string,
  { deps, table }: { deps: Deps; table: Table },
): Promise<number> => {
  const members = await deps.lists.fresh(workspace.id, 'member', table);
  const group = [...members.rows.values()].filter(
    (row) => row['reviewGroup'] === true && row['status'] === 'active' && row['archivedAt'] === undefined,
  );
  for (const row of group) {
    const mark = partKey(workspace.id, 'reviews', `mail#${pack.period}#${key}#${row.id}`);
    try {
      await table.write([{ op: 'create', item: { ...mark, at: new Date(deps.now()).toISOString() } }]);
    } catch (error) {
      if (error instanceof WriteRefused) continue;
      throw error;
    }
    const mail = reviewMail(pack, row['language'] === 'en' ? 'en' : 'zh-CN');
    await deps.mail.send(workspace.kind, { to: [String(row['email'])], ...mail });
  }
  return group.length;
};
