import type { Rec } from '../kernel/record.ts';
import { subjectOf } from './enquiry.ts';

/** What whoever promotes says about the complaint beyond the enquiry. */
export type Promotion = Readonly<Record<string, unknown>>;

const MAX_DESCRIPTION = 4000;

/** What the customer said and was told: the complaint begins with it, so that nobody asks it again. */
const descriptionOf = ({ data }: Rec): string | undefined => {
  const parts = [data['question'], data['answer']].filter((one) => typeof one === 'string' && one.trim() !== '');
  return parts.length === 0 ? undefined : parts.join('\n\n').slice(0, MAX_DESCRIPTION);
};

const known = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

/**
 * The complaint that an enquiry becomes. The enquiry is its first contact with the customer: the complaint's clock starts when the
 * customer said it, not when somebody called it a complaint.
 */
export const complaintBody = (rec: Rec, given: Promotion): Record<string, unknown> => {
  const { data } = rec;
  const reportedAt = data['receivedAt'] ?? rec.occurredAt;
  return known({
    status: 'received',
    severity: 'minor',
    subject: data['subject'] ?? subjectOf(String(data['question'] ?? data['number'] ?? rec.id)),
    description: descriptionOf(rec),
    accountId: data['accountId'],
    contactId: data['contactId'],
    ...known(given),
    channel: 'enquiry',
    reportedAt,
    enquiryId: rec.id,
    contacts: 1,
    firstContactAt: reportedAt,
    lastContactAt: reportedAt,
  });
};
