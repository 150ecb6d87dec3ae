import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Refused } from '../../../shared/kernel/problem.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { ApiError } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { absorb } from '../records/save.ts';
import { dropWork, refreshWork, type WorkItem } from './api.ts';
import { meaningOf, sendDecision, standingQuery, storyQuery, type Verdict } from './decide.ts';
import { documentHref } from './work-line.tsx';

/** What a document's own standing says about its sequence; undefined for one that was not read as a whole. */
const seqOf = (record: WebRecord | undefined): number | undefined => {
  const process = record?.['process'] as { seq?: unknown } | undefined;
  return typeof process?.seq === 'number' ? process.seq : undefined;
};

/** Everything that deciding on one document needs: the readings, what may be done, and the doing. */
export const useDecision = (item: WorkItem, onDone: () => void) => {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId: ws } = useWorkspace();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState<Verdict>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const record = useQuery({ ...recordQuery(ws, item.type, item.id), staleTime: 5_000 });
  const standing = useQuery(standingQuery(ws, item));
  const story = useQuery(storyQuery(ws, item));
  const approval = standing.data?.approval;
  const deputy = item.onBehalfOf !== undefined && (approval?.onBehalfOf.includes(item.onBehalfOf) ?? false);
  // As a deputy one has the other person's right; one's own does not count.
  const refusals: readonly Refused[] = approval && !deputy ? approval.refusals : [];
  // What is signed is what is seen: content and round must be of the same moment.
  const same = standing.data !== undefined && seqOf(record.data) === standing.data.standing.seq;
  const open = approval !== undefined && approval.round.outcome === undefined;
  const ready = open && same && refusals.length === 0;

  const readAgain = () => {
    for (const what of ['record', 'process', 'steps'])
      void client.invalidateQueries({ queryKey: [what, ws, item.type, item.id] });
  };
  const decide = async (verdict: Verdict, comment?: string): Promise<void> => {
    if (!ready || busy || !approval) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await sendDecision(ws, item, {
        verdict,
        round: approval.round.round,
        ...(comment ? { comment } : {}),
      });
      absorb(ws, saved);
      const href = documentHref(item);
      toast({
        text: t.work.approvals.done[verdict](item.title),
        ...(href ? { action: { label: t.work.approvals.see, run: () => navigate(href) } } : {}),
      });
      dropWork(ws, item);
      refreshWork(ws);
      onDone();
    } catch (error) {
      const meaning = meaningOf(error);
      setBusy(false);
      if (meaning === 'overtaken') {
        toast({ text: t.work.approvals.goneElse(item.title), tone: 'bad' });
        dropWork(ws, item);
        refreshWork(ws);
        onDone();
        return;
      }
      if (meaning === 'new-round') {
        toast({ text: t.work.approvals.newRound, tone: 'bad' });
        setAsking(undefined);
        refreshWork(ws);
        readAgain();
        return;
      }
      setProblem(error);
    }
  };
  const problems: readonly { text: string; help?: string }[] =
    problem === undefined
      ? []
      : problem instanceof ApiError && problem.refusals.length > 0
        ? problem.refusals.map((one) => ({ text: i18n.label(one), help: one.help }))
        : [{ text: errorText(problem, i18n) }];
  return {
    record,
    standing,
    story,
    approval,
    open,
    same,
    ready,
    busy,
    asking,
    setAsking,
    refusals,
    problems,
    decide,
    readAgain,
  };
};
