import * as z from 'zod';
import type { Role } from '../access/permissions.ts';
import { roleNames } from '../access/permissions.ts';
import { isCalendarDate } from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { beyondTime, fault } from '../kernel/problem.ts';
import { addDays } from '../kernel/time.ts';

/** Most certificates that a person has on record. */
export const MAX_CERTIFICATES = 50;
/** Days before its end from which a certificate is told to lapse: enough for a course and its assessment. */
export const LAPSES_WITHIN = 30;

const day = z.string().refine(isCalendarDate, 'not-a-date');

/** What a person has shown that they can do: what about, for which role, and until when it holds. Dates are YYYY-MM-DD. */
export const certificate = z.strictObject({
  topic: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^\P{Cc}*$/u, 'control-character'),
  role: z
    .enum(roleNames as [Role, ...Role[]])
    .optional()
    .meta({ description: 'The role that it qualifies for.' }),
  passedOn: day,
  until: day.optional().meta({ description: 'The last day on which it holds; without one it does not lapse.' }),
});
export type Certificate = z.infer<typeof certificate>;

export const certificateStandings = {
  valid: { en: 'Valid', zh: '有效' },
  lapsing: { en: 'Lapses soon', zh: '即将到期' },
  lapsed: { en: 'Lapsed', zh: '已过期' },
} as const;
export type CertificateStanding = keyof typeof certificateStandings;

/** How a certificate stands on a day. @param today YYYY-MM-DD */
export const standingOn = ({ until }: Pick<Certificate, 'until'>, today: string): CertificateStanding => {
  if (until === undefined || until > addDays(today, LAPSES_WITHIN)) return 'valid';
  return until < today ? 'lapsed' : 'lapsing';
};

const urgency: Record<CertificateStanding, number> = { lapsed: 0, lapsing: 1, valid: 2 };

/** Certificates with how they stand, what wants something to be done first. @param today YYYY-MM-DD */
export const certificatesOn = (
  certificates: readonly Certificate[],
  today: string,
): (Certificate & { standing: CertificateStanding })[] =>
  certificates
    .map((one) => ({ ...one, standing: standingOn(one, today) }))
    .sort(
      (a, b) =>
        urgency[a.standing] - urgency[b.standing] ||
        ((a.until ?? '9') < (b.until ?? '9')
          ? -1
          : (a.until ?? '9') > (b.until ?? '9')
            ? 1
            : a.topic < b.topic
              ? -1
              : 1),
    );

/** What is wrong with the certificates of a member: days out of reach, an end before the beginning, the same one twice. */
export const certificateFaults = (value: unknown): FieldFault[] => {
  const seen = new Set<string>();
  return ((value ?? []) as Certificate[]).flatMap((one, index) => {
    const at = `certificates.${index}`;
    const name = `${one.topic}|${one.role ?? ''}|${one.passedOn}`;
    const again = seen.has(name) ? [fault(`${at}.topic`, 'duplicate')] : [];
    seen.add(name);
    return [
      ...again,
      ...beyondTime(`${at}.passedOn`, one.passedOn),
      ...beyondTime(`${at}.until`, one.until),
      ...(one.until !== undefined && one.until < one.passedOn ? [fault(`${at}.until`, 'out-of-order')] : []),
    ];
  });
};
