import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import type { Option } from '../kit/combobox.tsx';
import { Combobox } from '../kit/combobox.tsx';
import { Icon } from '../kit/icon.tsx';
import type { LinkRef } from './book-view.ts';
import type { LinkKind } from './entry.ts';
import type { LinkChoice } from './links.ts';
import { useLinkNames } from './links.ts';

/** Choices that a box shows at once. */
const SHOWN = 40;

/** Choices that hold all words typed, by name or id. */
export const matching = (choices: readonly LinkChoice[], typed: string): LinkChoice[] => {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return choices
    .filter((one) => words.every((word) => `${one.text} ${one.value}`.toLowerCase().includes(word)))
    .slice(0, SHOWN);
};

const optionOf = ({ value, text }: LinkChoice): Option => ({
  value,
  text,
  face: (
    <>
      <span className="hit-title ellipsis">{text}</span>
      <span className="hit-detail ellipsis">{value}</span>
    </>
  ),
});

interface Props {
  kind: LinkKind;
  values: readonly string[];
  /** Absent where they are only looked at. */
  onChange: ((values: readonly string[]) => void) | undefined;
}

/** The links of one kind as chips with names, and a box to add one. */
export function LinkPicker({ kind, values, onChange }: Props) {
  const { t } = useI18n();
  const words = t.problems.links;
  const names = useLinkNames();
  const [typed, setTyped] = useState('');
  const free = names.choices(kind).filter((one) => !values.includes(one.value));
  return (
    <fieldset className="pb-picker" aria-label={words.kinds[kind]}>
      <span className="pb-picker-name">{words.kinds[kind]}</span>
      <span className="pb-picker-chips">
        {values.map((value) => (
          <span key={value} className="chip" title={value}>
            <span className="ellipsis">{names.nameOf(kind, value)}</span>
            {onChange ? (
              <button
                type="button"
                className="pb-chip-out"
                aria-label={words.remove(names.nameOf(kind, value))}
                onClick={() => onChange(values.filter((one) => one !== value))}
              >
                <Icon name="close" size={12} />
              </button>
            ) : null}
          </span>
        ))}
        {onChange ? (
          <span className="pb-picker-box">
            <Combobox
              text=""
              options={matching(free, typed).map(optionOf)}
              onType={setTyped}
              onPick={(option) => option && onChange([...values, option.value])}
              input={{ label: words.add(words.kinds[kind]), placeholder: words.addShort }}
            />
          </span>
        ) : null}
      </span>
    </fieldset>
  );
}

const filterKinds = ['pages', 'auditRules', 'errorCodes', 'processSteps'] as const;

/** One place of which the entries are wanted that are shown there. */
export function LinkFilter({
  value,
  onChange,
}: {
  value: LinkRef | undefined;
  onChange: (link: LinkRef | undefined) => void;
}) {
  const { t } = useI18n();
  const names = useLinkNames();
  const [typed, setTyped] = useState('');
  const all = filterKinds.flatMap((kind) =>
    names.choices(kind).map((one) => ({ value: `${kind}:${one.value}`, text: one.text, kind })),
  );
  const options = matching(all, typed).map((one): Option => {
    const kind = filterKinds.find((name) => one.value.startsWith(`${name}:`)) ?? 'pages';
    return {
      value: one.value,
      text: one.text,
      face: (
        <>
          <span className="hit-title ellipsis">{one.text}</span>
          <span className="hit-detail">{t.problems.links.kinds[kind]}</span>
        </>
      ),
    };
  });
  return (
    <span className="pb-link-filter">
      <Combobox
        text={value ? names.nameOf(value.kind, value.value) : ''}
        options={options}
        onType={setTyped}
        onPick={(option) => {
          const kind = filterKinds.find((name) => option?.value.startsWith(`${name}:`));
          onChange(option && kind ? { kind, value: option.value.slice(kind.length + 1) } : undefined);
        }}
        input={{ label: t.problems.book.link, placeholder: t.problems.book.anyLink }}
      />
    </span>
  );
}
