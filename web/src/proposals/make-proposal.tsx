import { proposal } from '../../../shared/process/proposal.ts';
import { useI18n } from '../i18n/index.tsx';
import { localParts } from '../lib/dates.ts';
import { useFormat } from '../lib/format.ts';
import { useRefTitle } from '../lib/titles.ts';
import type { Names } from '../procedures/definitions.ts';
import CreateDrawer from '../records/create-drawer.tsx';
import type { DeviationGroup } from './groups.ts';

interface Props {
  group: DeviationGroup;
  names: Names;
  onClose: () => void;
}

/** The form of a proposal, filled with what is known of the deviations that it comes from. */
export function MakeProposal({ group, names, onClose }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const only = useRefTitle(group.people.length === 1 ? group.people[0] : undefined);
  const words = t.proposals.deviations;
  const oldest = group.rows[group.rows.length - 1]?.createdAt ?? group.last;
  const rules = group.rules.map(names.rule).join(words.comma);
  return (
    <CreateDrawer
      entity={proposal}
      given={{
        title: words.draftTitle(names.process(group.process), names.action(group, group.action), rules).slice(0, 200),
        processKey: group.process,
        deviationId: group.rows[0]?.id ?? '',
        description: words.draftText(
          format.number(group.rows.length),
          format.number(group.documents),
          only ?? words.peopleCount(group.people.length),
          format.date(localParts(oldest, format.style.timeZone).date),
        ),
      }}
      onClose={onClose}
    />
  );
}
