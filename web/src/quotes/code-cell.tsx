import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Popover } from '../kit/popover.tsx';
import { useFormat } from '../lib/format.ts';
import { useDebounced } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { noteTitles, titleOf } from '../lib/titles.ts';
import { currencyOf } from '../records/fields.ts';

interface Props {
  at: { row: number; column: string };
  /** The code of the product, or the text that names none. */
  face: string;
  accountId: string | undefined;
  invalid: boolean;
  label: string;
  onCode: (text: string) => void;
  onPick: (productId: string) => void;
  onNext: () => void;
}

interface Hit {
  productId: string;
  code: string;
  name: string;
  detail: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Products and this customer's codes that what is being typed may mean. */
const useHits = (typed: string | undefined, accountId: string | undefined) => {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, can } = useWorkspace();
  const q = useDebounced((typed ?? '').trim(), 120);
  const products = useQuery({
    ...pageQuery(ws, 'product', { q, filter: ['status:eq:active'], limit: 8 }),
    enabled: q !== '' && can('products:read'),
    placeholderData: keepPreviousData,
  });
  const own = useQuery({
    ...pageQuery(ws, 'partCode', { q, filter: [`accountId:eq:${accountId}`], limit: 4 }),
    enabled: q !== '' && accountId !== undefined && can('accounts:read'),
  });
  const productHit = (one: WebRecord): Hit => {
    const price = one['price'];
    return {
      productId: one.id,
      code: text(one['code']),
      name: titleOf(one),
      detail: typeof price === 'number' ? format.money(price, currencyOf(one, format.style.own)) : '',
    };
  };
  const hits: Hit[] = [
    ...(own.data?.items ?? []).map((one) => ({
      productId: text(one['productId']),
      code: text(one['code']),
      name: text(one['description']),
      detail: t.quotes.lines.customerCode(text(one['code'])),
    })),
    ...(products.data?.items ?? []).map(productHit),
  ];
  return {
    hits: q === '' ? [] : hits,
    note: (hit: Hit) => {
      const found = products.data?.items.find((one) => one.id === hit.productId);
      if (found) noteTitles(ws, [found]);
    },
    /** The answer belongs to what stands in the box. */
    settled: q === (typed ?? '').trim() && !products.isFetching && !products.isPlaceholderData,
  };
};

/** The code of a line: any code or a part of a name; choices come while one types, Enter takes. */
export function CodeCell({ at, face, accountId, invalid, label, onCode, onPick, onNext }: Props) {
  const { t } = useI18n();
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const [moved, setMoved] = useState(false);
  const { hits, note, settled } = useHits(typed, accountId);
  const open = typed !== undefined && typed.trim() !== '' && hits.length > 0;
  const done = () => {
    setTyped(undefined);
    setActive(0);
    setMoved(false);
  };
  const pick = (hit: Hit) => {
    note(hit);
    done();
    onPick(hit.productId);
  };
  /** Takes what stands in the box: the choice that was moved to, one of just this code, the first one of a name, else the text. */
  const take = () => {
    if (typed === undefined || typed === face) return done();
    const wanted = typed.trim().toLowerCase();
    const same = hits.filter((hit) => hit.code.toLowerCase() === wanted);
    const hit = moved ? hits[active] : same.length === 1 ? same[0] : settled && same.length === 0 ? hits[0] : undefined;
    if (hit && wanted !== '') return pick(hit);
    done();
    onCode(typed);
  };
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setMoved(true);
      setActive((active + (event.key === 'ArrowDown' ? (moved ? 1 : 0) : -1) + hits.length) % hits.length);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      take();
      onNext();
    } else if (event.key === 'Tab') take();
    else if (event.key === 'Escape' && typed !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      done();
    }
  };
  return (
    <>
      <input
        ref={box}
        className="deal-input code"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-invalid={invalid}
        {...(open ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        data-row={at.row}
        data-column={at.column}
        value={typed ?? face}
        title={typed ?? face}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setMoved(false);
        }}
        onKeyDown={key}
        onBlur={() => (typed === undefined ? undefined : take())}
      />
      {open ? (
        <Popover anchor={box} role="listbox" className="options deal-hits" label={t.quotes.lines.hits} onClose={done}>
          <div id={`${id}-list`} role="none" onPointerDown={(event) => event.preventDefault()}>
            {hits.map((hit, index) => (
              <button
                key={`${hit.productId} ${hit.code}`}
                id={`${id}-${index}`}
                type="button"
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className="hit"
                onPointerMove={() => setActive(index)}
                onClick={() => {
                  pick(hit);
                  onNext();
                }}
              >
                <span className="deal-hit-code">{hit.code}</span>
                <span className="hit-title ellipsis">{hit.name}</span>
                <span className="hit-detail">{hit.detail}</span>
              </button>
            ))}
          </div>
        </Popover>
      ) : null}
    </>
  );
}
