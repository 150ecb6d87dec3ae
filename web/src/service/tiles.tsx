import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { Wish } from '../review/change.ts';
import { ChangeWords } from '../review/parts.tsx';
import type { ServiceAnswer } from './api.ts';
import type { Months } from './links.ts';
import { links } from './links.ts';

type Figures = ServiceAnswer['total'];

interface TileProps {
  label: string;
  explain?: string | undefined;
  value: number | null;
  before?: number | null | undefined;
  wish: Wish;
  write: (value: number) => string;
  percent?: true;
  href: string;
}

/** A figure that opens its records, with what it was in the months before. */
function Tile({ label, explain, value, before, wish, write, percent, href }: TileProps) {
  const { t } = useI18n();
  return (
    <div className="rv-tile">
      <dt title={explain}>{label}</dt>
      <dd>
        {value === null ? (
          <span className="rv-value sv-none">{t.service.none}</span>
        ) : (
          <>
            <Link className="rv-value" href={href}>
              {write(value)}
            </Link>
            {before === undefined || before === null ? null : (
              <ChangeWords
                figure={{ value, before }}
                wish={wish}
                write={write}
                measure={percent ? 'percent' : 'count'}
              />
            )}
          </>
        )}
      </dd>
    </div>
  );
}

const hundred = (value: number | null): number | null => (value === null ? null : Math.round(value * 1000) / 10);
const minutes = (value: number | null): number | null => (value === null ? null : Math.round(value / 6) / 10);
const one = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);

interface Props {
  answer: ServiceAnswer;
  at: Months;
}

/** Whether customers were helped: three shares, and how long it took. */
export function ResolutionTiles({ answer: { total, before }, at }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { lines, explain, tiles } = t.service;
  const percent = (value: number) => t.reviews.percent(format.number(value));
  const inMinutes = (value: number) => t.service.minutes(format.number(value));
  const share = (name: 'firstContact' | 'confirmed' | 'reopenRate', wish: Wish, href: string) => (
    <Tile
      label={lines[name]}
      explain={explain[name]}
      value={hundred(total[name])}
      before={hundred(before[name])}
      wish={wish}
      write={percent}
      percent
      href={href}
    />
  );
  const time = (name: 'handleSeconds' | 'waitingSeconds', label: string) => (
    <Tile
      label={label}
      value={minutes(total[name])}
      before={minutes(before[name])}
      wish="less"
      write={inMinutes}
      href={links.enquiries(at)}
    />
  );
  return (
    <dl className="rv-tiles">
      {share('firstContact', 'more', links.enquiriesBy('resolved', 'yes', at))}
      {share('confirmed', 'more', links.confirmed(at))}
      {share('reopenRate', 'less', links.reopened())}
      <Tile
        label={tiles.ces}
        explain={explain.ease}
        value={one(total.ces)}
        before={one(before.ces)}
        wish="more"
        write={format.number}
        href={links.surveys('ces', at)}
      />
      {time('waitingSeconds', tiles.waiting)}
      {time('handleSeconds', tiles.handle)}
      <Tile
        label={tiles.minutesToClose}
        explain={explain.minutesToClose}
        value={one(total.minutesToClose === null ? null : total.minutesToClose / 60)}
        before={one(before.minutesToClose === null ? null : before.minutesToClose / 60)}
        wish="less"
        write={(value) => t.service.hours(format.number(value))}
        href={links.closed(at)}
      />
    </dl>
  );
}

/** How much there was. */
export function VolumeTiles({ answer: { total, before, open }, at }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { tiles } = t.service;
  const count = (name: 'enquiries' | 'opened' | 'closed' | 'recurrences', wish: Wish, href: string) => (
    <Tile label={tiles[name]} value={total[name]} before={before[name]} wish={wish} write={format.number} href={href} />
  );
  const standing = Object.values(open.byState).reduce((sum, value) => sum + value, 0);
  return (
    <dl className="rv-tiles">
      {count('enquiries', 'none', links.enquiries(at))}
      {count('opened', 'less', links.opened(at))}
      {count('closed', 'more', links.closed(at))}
      <Tile label={tiles.open} value={standing} wish="less" write={format.number} href={links.open()} />
      {count('recurrences', 'less', links.recurrences(at))}
    </dl>
  );
}

/** What customers said when they were asked. */
export function VoiceTiles({ answer: { total, before }, at }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { tiles } = t.service;
  const score = (name: 'csat' | 'nps') => (
    <Tile
      label={tiles[name]}
      value={one(total[name])}
      before={one(before[name])}
      wish="more"
      write={format.number}
      href={links.surveys(name, at)}
    />
  );
  const count = (name: keyof Pick<Figures, 'answered' | 'suggestions'>, href: string) => (
    <Tile label={tiles[name]} value={total[name]} before={before[name]} wish="more" write={format.number} href={href} />
  );
  return (
    <dl className="rv-tiles">
      {score('csat')}
      {score('nps')}
      {count('answered', '/surveys/results')}
      {count('suggestions', links.suggestions(at))}
    </dl>
  );
}
