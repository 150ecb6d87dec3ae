import '../styles/form.css';
import '../styles/records.css';
import './improvement.css';
import type { ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { PageProps } from '../app/route.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { useTitle } from '../lib/hooks.ts';
import { IssuesTab, OneIssue } from './issues-tab.tsx';
import { LogTab } from './log-tab.tsx';
import { NeedsTab } from './needs-tab.tsx';
import { TipsTab } from './tips-tab.tsx';

const tabs = ['tips', 'needs', 'log', 'issues'] as const;
type Tab = (typeof tabs)[number];
const bodies: Record<Tab, () => ReactNode> = {
  tips: () => <TipsTab />,
  needs: () => <NeedsTab />,
  log: () => <LogTab />,
  issues: () => <IssuesTab />,
};

/** What makes work better, on one page: tips, needs, the log of improvements, and what is wrong with the system. */
export default function ImprovementPage({ params }: PageProps) {
  const { t } = useI18n();
  const words = t.improvement;
  const [, navigate] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get('tab');
  const tab = tabs.find((one) => one === wanted) ?? 'tips';
  const issue = params['id'];
  useTitle(issue ? words.tabs.issues : words.title);
  return (
    <>
      <header className="page-head">
        {issue ? (
          <Link
            href="/improvement?tab=issues"
            className="btn quiet small square"
            aria-label={words.tabs.issues}
            title={words.tabs.issues}
          >
            <Icon name="left" />
          </Link>
        ) : null}
        <Icon name="healthy" size={18} />
        <h1>{issue ? words.tabs.issues : words.title}</h1>
      </header>
      <div className="q-body">
        {issue ? (
          <OneIssue id={issue} />
        ) : (
          <Tabs
            tabs={tabs.map((key) => ({ key, label: words.tabs[key] }))}
            active={tab}
            onChange={(next) => navigate(`/improvement?tab=${next}`, { replace: true })}
            label={words.title}
          >
            <div className="im-part">{bodies[tab]()}</div>
          </Tabs>
        )}
      </div>
    </>
  );
}
