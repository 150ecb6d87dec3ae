import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Fragment, useEffect, useRef, useState } from 'react';
import type * as z from 'zod';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import type { Label } from '../../../shared/kernel/field.ts';
import type { searchHit } from '../../../shared/search/search.contract.ts';
import { searchAll } from '../../../shared/search/search.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import type { Format } from '../lib/format.ts';
import { useFormat } from '../lib/format.ts';
import { useDebounced } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { mayPass } from '../lib/query-client.ts';
import { rememberHit } from './recent-hits.ts';

export type Hit = z.infer<typeof searchHit>;

/** A pause in typing that asks; short enough to feel as if there were none (ms). */
const PAUSE = 70;

/** The address of a hit; undefined for a kind that has no page. */
export const hrefOfHit = (hit: Pick<Hit, 'type' | 'id'>): string | undefined =>
  isEntity(hit.type) ? `/${entityOf(hit.type).collection}/${hit.id}` : undefined;

/** Records that match what is being typed. `settled`: these are the ones for what stands in the box now; `failed`: there are none to be had. */
const useHits = (typed: string, urgent: 'now' | 'soon') => {
  const { workspaceId } = useWorkspace();
  const text = typed.trim().slice(0, 100);
  const paused = useDebounced(text, PAUSE);
  const q = urgent === 'now' || text === '' ? text : paused;
  const answer = useQuery({
    queryKey: ['search', workspaceId, q],
    queryFn: async ({ signal }) => ({
      q,
      ...(await call(searchAll, { params: { workspaceId }, query: { q, limit: 8 }, signal })),
    }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    // Without a network it fails at once and says so, where it would else wait for one in silence.
    networkMode: 'always',
    retry: (count, error) => mayPass(error) && count < 1,
    retryDelay: 300,
  });
  const failed = text !== '' && q === text && answer.isError && !answer.isFetching;
  // What a letter more or less was found by may stand until the answer is there; what another text was found by may not.
  const near =
    answer.data && (text.startsWith(answer.data.q) || answer.data.q.startsWith(text)) ? answer.data : undefined;
  return {
    hits: text === '' ? [] : (near?.items ?? []).filter(hrefOfHit),
    answered: text !== '' && near !== undefined,
    settled: text === '' || (answer.data?.q === text && !answer.isPlaceholderData),
    failed,
    again: () => void answer.refetch(),
  };
};

/**
 * Search as one types, with a choice by arrows. Enter on an answer to a former text waits for the one to what was typed: it never
 * opens what was found before the last letters.
 */
export const useSearch = (typed: string, open: (hit: Hit | undefined, at: number) => void) => {
  const [at, setAt] = useState(0);
  const [waiting, setWaiting] = useState<string>();
  const isWaiting = waiting !== undefined && waiting === typed;
  const { hits, answered, settled, failed, again } = useHits(typed, isWaiting ? 'now' : 'soon');
  const opening = useRef(open);
  opening.current = open;
  useEffect(() => {
    if (!isWaiting || !(settled || failed)) return;
    setWaiting(undefined);
    if (settled) opening.current(hits[0], 0);
  }, [isWaiting, settled, failed, hits]);
  return {
    hits,
    answered,
    settled,
    failed,
    at,
    setAt,
    /** Opens the choice; an answer that is not there yet is waited for, one that failed is asked for again. */
    enter: () => {
      // Who chose by arrow means the line that is seen.
      if (settled || at > 0) open(hits[at], at);
      else {
        if (failed) again();
        setWaiting(typed);
      }
    },
    /** What stands in the box has changed. */
    changed: () => {
      setAt(0);
      setWaiting(undefined);
    },
  };
};

/** Remembers a hit that was opened; answers its address. */
export const openedHit = (workspaceId: string, hit: Hit): string => {
  rememberHit(workspaceId, hit);
  return hrefOfHit(hit) ?? '/';
};

/** The API's detail may hold values of closed lists and dates as they are stored: shown with their labels, as dates are. */
const detailText = (hit: Hit, label: (label: Label) => string, format: Format): string | undefined => {
  if (!hit.detail || !isEntity(hit.type)) return hit.detail;
  const values = entityFields(entityOf(hit.type)).flatMap((field) => field.values ?? []);
  return hit.detail
    .split(' · ')
    .map((part) => {
      const known = values.find((one) => one.value === part);
      if (known) return label(known.label);
      if (/^\d{4}-\d\d-\d\dT/.test(part)) return format.instant(part);
      return /^\d{4}-\d\d-\d\d$/.test(part) ? format.date(part) : part;
    })
    .join(' · ');
};

/** A text with what was found in it marked. */
function Marked({ text, marks }: { text: string; marks: readonly (readonly number[])[] }) {
  const ends = [...marks.map(([, to]) => to!), 0];
  return (
    <>
      {marks.map(([from, to], i) => (
        <Fragment key={from}>
          {text.slice(ends.at(i - 1), from)}
          <mark>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </>
  );
}

/** The heading that stands above a hit, where it begins a kind; undefined below the first of each. */
export const useHeading = (hits: readonly Hit[]) => {
  const { t, label } = useI18n();
  const headingOf = (hit: Hit | undefined): string | undefined => {
    if (!hit || !isEntity(hit.type)) return undefined;
    const { label: one, plural } = entityOf(hit.type);
    return hit.reason === 'similar' ? t.nav.similar(label(one)) : label(plural);
  };
  return (index: number): string | undefined => {
    const own = headingOf(hits[index]);
    return index > 0 && own === headingOf(hits[index - 1]) ? undefined : own;
  };
};

export function HitLine({ hit }: { hit: Hit }) {
  const { t, label } = useI18n();
  const detail = detailText(hit, label, useFormat());
  const field = isEntity(hit.type)
    ? entityFields(entityOf(hit.type)).find((one) => one.name === hit.match?.field)
    : undefined;
  return (
    <>
      <Icon name={iconOfType(hit.type)} />
      <span className="hit-title ellipsis">
        <Marked text={hit.title} marks={hit.marks} />
      </span>
      {hit.match ? (
        <span className="hit-detail ellipsis">
          {field ? `${label(field.label)} ` : ''}
          <Marked text={hit.match.text} marks={hit.match.marks} />
        </span>
      ) : hit.formerly || detail ? (
        <span className="hit-detail ellipsis">{hit.formerly ? t.nav.formerly(hit.formerly) : detail}</span>
      ) : null}
    </>
  );
}
