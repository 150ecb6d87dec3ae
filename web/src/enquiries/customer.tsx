import { enquiry } from '../../../shared/enquiries/enquiry.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { FieldEditor } from '../records/editors.tsx';
import { useFieldSpecs } from '../records/fields.ts';
import { RefChip } from '../records/value.tsx';
import { focusChips } from './chips.tsx';
import type { Entry } from './entry.ts';

interface Props {
  entry: Entry;
  change: (part: Partial<Entry>) => void;
  /** It was somebody else. */
  onGone: () => void;
}

/** Whose question it is: whoever was taken by the number, or an account that is found by its name. */
export function Customer({ entry, change, onGone }: Props) {
  const { t } = useI18n();
  const words = t.enquiries.entry;
  const account = useFieldSpecs(enquiry).find((one) => one.name === 'accountId');
  return (
    <div className="form-line">
      <label htmlFor="eq-account">{words.customer}</label>
      {entry.accountId !== '' || entry.contactId !== '' ? (
        <span className="eq-taken">
          {entry.contactId === '' ? null : <RefChip id={entry.contactId} />}
          {entry.accountId !== '' ? <RefChip id={entry.accountId} /> : null}
          <button
            type="button"
            className="btn quiet small square"
            aria-label={words.otherCustomer}
            title={words.otherCustomer}
            onClick={() => {
              change({ accountId: '', contactId: '' });
              onGone();
            }}
          >
            <Icon name="close" size={14} />
          </button>
        </span>
      ) : account ? (
        <FieldEditor
          id="eq-account"
          spec={account}
          draft=""
          onDraft={(id, how) => {
            if (how === 'picked' && id !== '') {
              change({ accountId: id, contactId: '' });
              focusChips('eq-topic');
            }
          }}
        />
      ) : null}
    </div>
  );
}
