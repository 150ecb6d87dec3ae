import '../styles/home.css';
import { useState } from 'react';
import { openStates } from '../../../shared/findings/finding.ts';
import { openStages } from '../../../shared/sales/pipeline.ts';
import { PortionLine } from '../campaigns/portion-line.tsx';
import { useI18n } from '../i18n/index.tsx';
import { localParts } from '../lib/dates.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { isText, recall, remember } from '../lib/storage.ts';
import { FindingLine, OpportunityLine, StepLine, TaskLine } from './lines.tsx';
import { MineToDo } from './mine-to-do.tsx';
import { News } from './news.tsx';
import { WorkCard } from './work-card.tsx';

type Whose = 'mine' | 'all';

/** What is to be done, the most pressing first, then the news. */
export default function HomePage() {
  const { t } = useI18n();
  const format = useFormat();
  const { memberId, name, scope, timeZone, can } = useWorkspace();
  const [whose, setWhose] = useState<Whose>(() => {
    const last = recall('home-whose', isText);
    // Who answers for everything begins with everything.
    return scope !== 'own' && (last === 'all' || (last === undefined && scope === 'all')) ? 'all' : 'mine';
  });
  useTitle(t.nav.home);
  const today = format.today();
  const hour = Number(localParts(new Date().toISOString(), timeZone).clock.slice(0, 2));
  const greeting = hour < 12 ? t.home.greeting.morning : hour < 18 ? t.home.greeting.day : t.home.greeting.evening;
  const mine = whose === 'mine' ? [`ownerId:eq:${memberId}`] : [];
  const open = `stage:in:${openStages.join('|')}`;
  const choose = (next: Whose) => {
    remember('home-whose', next);
    setWhose(next);
  };
  return (
    <div className="home">
      <header className="home-head">
        <h1>
          {greeting}
          {t.home.comma}
          {name}
        </h1>
        <span className="spread" />
        {scope === 'own' ? null : (
          <fieldset className="language-switch" aria-label={t.home.whose.label}>
            {(['mine', 'all'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={one === whose} onClick={() => choose(one)}>
                {t.home.whose[one]}
              </button>
            ))}
          </fieldset>
        )}
      </header>
      <div className="home-cards">
        {can('work:read') ? <MineToDo /> : null}
        <WorkCard
          icon="task"
          title={t.home.tasks}
          empty={t.home.noTasks}
          type="activity"
          ask={{ filter: [...mine, 'done:ne:true', 'dueAt:filled'], sort: 'dueAt' }}
          line={(record) => <TaskLine record={record} />}
        />
        <WorkCard
          icon="finding"
          title={t.home.findings}
          empty={t.home.noFindings}
          type="finding"
          ask={{ filter: [...mine, `state:in:${openStates.join('|')}`], sort: 'dueDate' }}
          line={(record) => <FindingLine record={record} />}
        />
        <WorkCard
          icon="audit"
          title={t.campaigns.mine}
          empty={t.campaigns.noMine}
          type="verification"
          ask={{ filter: [`ownerId:eq:${memberId}`, 'state:in:open|escalated'], sort: 'dueOn' }}
          line={(record) => <PortionLine record={record} />}
        />
        <WorkCard
          icon="opportunity"
          title={t.home.past}
          empty={t.home.noPast}
          type="opportunity"
          ask={{ filter: [...mine, open, `closeDate:lt:${today}`], sort: 'closeDate' }}
          line={(record) => <OpportunityLine record={record} />}
        />
        <WorkCard
          icon="date"
          title={t.home.next}
          empty={t.home.noNext}
          type="opportunity"
          ask={{ filter: [...mine, open, `nextStepDate:lte:${today}`], sort: 'nextStepDate' }}
          line={(record) => <StepLine record={record} />}
        />
        <News />
      </div>
    </div>
  );
}
