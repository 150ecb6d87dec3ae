import { entities } from '../../entities.ts';
import type { ChainFault } from '../../kernel/rule.ts';
import { chainFaults, defineRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';

/** Most places that one finding names. */
const MAX_NAMED = 4;

const shown = (faults: readonly ChainFault[]): string => {
  const named = faults.slice(0, MAX_NAMED).map(({ at, fault }) => {
    const { en, zh } = chainFaults[fault];
    return `${at}: ${en} / ${zh}`;
  });
  return [...named, ...(faults.length > MAX_NAMED ? ['…'] : [])].join('; ');
};

/**
 * A history that does not verify: an entry that is missing or was altered, a head that contradicts what was recorded elsewhere,
 * or steps that do not lead to where the document stands. Findings are left out: they are the audit's own writing, and each run
 * would have to look at those of the run before.
 */
export const historyChainBroken = defineRule({
  id: 'history-chain-broken',
  area: 'master-data',
  severity: 'high',
  types: entities.map((entity) => entity.name as string).filter((name) => name !== 'finding'),
  label: { en: 'Change history does not verify', zh: '变更记录校验不通过' },
  explanation: {
    en: 'Each entry of a history seals the one before. One that does not verify was altered or removed past the product, and who did what can no longer be proved.',
    zh: '每条变更记录都对上一条加封。校验不通过，说明有人绕过系统改动或删除了记录，谁做了什么已无法证明。',
  },
  help: {
    en: 'Touch nothing. Tell the administrator and the auditor at once: they compare the table’s backup with the daily digests and find out who had access.',
    zh: '不要改动任何内容，立即告知管理员和审计人员：由他们对照数据备份和每日摘要，查明谁有访问权限。',
  },
  settings: noSettings,
  dueDays: 1,
  needs: ['chain'],
  evaluate: (record, { chain }) =>
    (['history', 'process'] as const).flatMap((of) => {
      const faults = chain?.(record.id)?.faults.filter((one) => one.of === of) ?? [];
      return faults.length > 0 ? [{ locator: of, found: shown(faults) }] : [];
    }),
});
