import { PageTabs } from '../audit/parts/choice.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useWorkspace } from '../lib/me.tsx';

/** The pages about people's own work. */
export function OperatorTabs() {
  const { t } = useI18n();
  const { memberId } = useWorkspace();
  const words = t.operators;
  return (
    <div className="op-tabs">
      <PageTabs
        label={words.title}
        pages={[
          { href: '/operators/me', label: words.mine },
          { href: `/operators/${memberId}`, label: words.card.own },
          { href: '/operators', label: words.everybody },
        ]}
      />
    </div>
  );
}
