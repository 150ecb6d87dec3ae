import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { Icon } from '../kit/icon.tsx';
import { useTitle } from '../lib/hooks.ts';

/** The frame of a page of settings: the head with the way back, and the form once the setting is there. */
export function SettingPage<T>({
  title,
  back,
  answer,
  children,
}: {
  title: string;
  back: { href: string; label: string };
  answer: UseQueryResult<T>;
  children: (setting: T) => ReactNode;
}) {
  useTitle(title);
  return (
    <>
      <header className="page-head">
        <Link href={back.href} className="btn quiet small square" aria-label={back.label}>
          <Icon name="left" />
        </Link>
        <h1>{title}</h1>
      </header>
      <div className="q-body">
        {answer.data ? (
          children(answer.data)
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
