import { inScope, may } from '../../shared/access/authorise.ts';
import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { accountOf, contactOf } from '../../shared/leads/become.ts';
import { companyDomain } from '../../shared/leads/facts.ts';
import type { Candidate } from '../../shared/leads/leads.contract.ts';
import { winnerOf } from '../../shared/matching/aliases.ts';
import type { Compared, Evidence } from '../../shared/matching/matching.ts';
import { openMatcher } from '../runtime/duplicates.ts';
import type { Ctx } from '../runtime/http.ts';

/** Candidates that are shown; whoever sees more than these has another problem. */
const MOST = 8;
/** From this score on (0 to 100) one is shown: somebody looks at each, so that a mailbox of the same company is enough. */
const SHOWN_FROM = 5;

/** What a lead says of its company and of its person: what it would become, with every way in which either is reached. */
const soughtOf = (lead: Rec, country: string): Record<'account' | 'contact', Compared> => {
  const { phone, mobile, email, website } = lead.data;
  const of = { phone: phone ?? mobile, email, website: website ?? companyDomain(email) };
  return { account: { ...accountOf(lead, country), ...of }, contact: contactOf(lead) };
};

const reasonOf = ({ field, how }: Evidence): string[] => {
  if (field === 'phone' || (field === 'email' && how === 'same')) return ['phone-or-email'];
  if (field === 'website' || field === 'email') return ['mail-domain'];
  return field === 'name' ? ['name'] : [];
};

/**
 * Accounts and contacts of the caller's scope that may be the lead already, the likeliest first. The one place where a conversion looks
 * for them.
 */
export const candidatesFor = async (lead: Rec, ctx: Ctx): Promise<Candidate[]> => {
  const sought = soughtOf(lead, ctx.workspace.country);
  const found: Candidate[] = [];
  const accounts = await ctx.deps.lists.fresh(ctx.actor.ws, account.name, ctx.table);
  for (const entity of [account, contact]) {
    if (!may(ctx.actor.roles, `${entity.domain}:read`)) continue;
    const type = entity.name as 'account' | 'contact';
    for (const { row, score, evidence } of (await openMatcher(type, ctx))(sought[type], SHOWN_FROM)) {
      if (row['archivedAt'] || !inScope(ctx.actor, row as { ownerId?: string; teamId?: string })) continue;
      const reasons = [...new Set(evidence.filter((one) => one.points > 0).flatMap(reasonOf))];
      if (reasons.length === 0) continue;
      const of = row['accountId'];
      found.push({
        type,
        id: row.id,
        name: String(row['name'] ?? ''),
        ...(typeof of === 'string' ? { accountId: winnerOf(accounts.rows, of) } : {}),
        score: score / 100,
        reasons,
      });
    }
  }
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, MOST);
};
