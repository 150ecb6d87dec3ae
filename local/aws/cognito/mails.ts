import type { Cognito, Pool } from './context.ts';
import type { User } from './users.ts';

/** The sender of a pool without an address of its own. */
const SENDER = 'no-reply@verificationemail.com';

/** Where a code went, without giving the address away. */
export function maskAddress(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  return `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`;
}

function send(cognito: Cognito, pool: Pool, mail: { to: string; subject: string; html: string }): void {
  cognito.outbox.send({
    from: pool.config.EmailConfiguration?.From ?? SENDER,
    to: [mail.to],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: mail.subject,
    html: mail.html,
    text: mail.html.replace(/<br\s*\/?>/g, '\n').replace(/<[^>]+>/g, ''),
    headers: [],
    attachments: [],
  });
}

/** The invitation with a temporary password. */
export function sendInvitation(cognito: Cognito, pool: Pool, invitation: { user: User; password: string }): void {
  const to = invitation.user.attributes['email'];
  if (to === undefined) return;
  const { EmailSubject, EmailMessage } = pool.config.AdminCreateUserConfig?.InviteMessageTemplate ?? {};
  const message = EmailMessage ?? 'Your username is {username} and temporary password is {####}.';
  // By function: a password may hold what `replaceAll` would take for a pattern.
  const html = message.replaceAll('{username}', () => to).replaceAll('{####}', () => invitation.password);
  send(cognito, pool, { to, subject: EmailSubject ?? 'Your temporary password', html });
}

/** The code for a new password. */
export function sendCode(cognito: Cognito, pool: Pool, message: { to: string; code: string }): void {
  const template = pool.config.VerificationMessageTemplate;
  const text = template?.EmailMessage ?? pool.config.EmailVerificationMessage ?? 'Your confirmation code is {####}';
  const subject = template?.EmailSubject ?? pool.config.EmailVerificationSubject ?? 'Your verification code';
  send(cognito, pool, { to: message.to, subject, html: text.replaceAll('{####}', message.code) });
}
