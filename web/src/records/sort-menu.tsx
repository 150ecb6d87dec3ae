import type { Entity } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Menu } from '../kit/menu.tsx';
import { useFormat } from '../lib/format.ts';
import { cardFields } from './columns.ts';
import type { FieldSpec } from './fields.ts';
import type { View } from './view.ts';
import { sortWords } from './words.ts';

interface Props {
  entity: Entity;
  view: View;
  change: (part: Partial<View>) => void;
  specs: readonly FieldSpec[];
}

/** The order in words; on the phone the only way to change it. */
export function SortMenu({ entity, view, change, specs }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const sort = view.sort ?? entity.defaultSort;
  const find = (name: string) => specs.find((spec) => spec.name === name.replace(/^-/, ''));
  // The likeliest first, then every other field that has an order.
  const names = [
    ...new Set([entity.title, ...cardFields(entity), 'updatedAt', 'createdAt', ...specs.map((one) => one.name)]),
  ].filter((name) => !['ref', 'tags', 'longText', undefined].includes(find(name)?.type));
  const orders = [...new Set([sort, ...names.flatMap((name) => [name, `-${name}`])])];
  return (
    <Menu
      className="btn quiet"
      side="end"
      button={
        <>
          <Icon name={sort.startsWith('-') ? 'arrowDown' : 'arrowUp'} size={14} />
          <span className="wide-only sort-words">{sortWords(sort, find(sort), format)}</span>
        </>
      }
      items={[
        { key: 'heading', heading: t.records.sort },
        ...orders.map((order) => ({
          key: order,
          label: sortWords(order, find(order), format),
          checked: order === sort,
          onSelect: () => change({ sort: order === entity.defaultSort ? undefined : order }),
        })),
      ]}
    />
  );
}
