import type { ServerResponse } from 'node:http';
import type { Outbox } from './aws/outbox.ts';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>` +
  `<style>body{font:14px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1f2933}td,th{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #e4e7eb;vertical-align:top}pre{white-space:pre-wrap}</style>${body}</html>`;

/** What goes with a mail, by name and size. */
const filesOf = (attachments: readonly { fileName: string; base64: string }[]): string =>
  attachments
    .map(
      ({ fileName, base64 }) =>
        `<li>${escaped(fileName)} (${Math.ceil(Buffer.byteLength(base64, 'base64') / 1024)} KB)</li>`,
    )
    .join('');

/** The mails that the product would have sent, newest first; `/outbox/<id>` shows one. */
export const outboxPage = (outbox: Outbox, response: ServerResponse, path: string): void => {
  const id = path.split('/')[2];
  const mail = id ? outbox.get(id) : undefined;
  if (id && !mail) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('no such mail');
    return;
  }
  const html = mail
    ? page(
        escaped(mail.subject),
        `<p><a href="/outbox">Outbox / 发件箱</a><h1>${escaped(mail.subject)}</h1><p>${new Date(mail.at).toISOString()} · ${escaped(mail.to.join(', '))}</p><ul>${filesOf(mail.attachments)}</ul><pre>${escaped(mail.text ?? '')}</pre>${mail.html ? `<hr>${mail.html}` : ''}`,
      )
    : page(
        'Outbox',
        `<h1>Outbox / 发件箱</h1><p>Mails stay on this machine. / 邮件只保留在本机。</p><table><tr><th>Time<th>To<th>Subject</tr>${outbox
          .list({ limit: 200 })
          .map(
            (one) =>
              `<tr><td>${new Date(one.at).toISOString().slice(0, 16).replace('T', ' ')}<td>${escaped(one.to.join(', '))}<td><a href="/outbox/${one.id}">${escaped(one.subject)}</a></tr>`,
          )
          .join('')}</table>`,
      );
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    })
    .end(html);
};
