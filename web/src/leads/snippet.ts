import type { Language } from '../i18n/index.tsx';

/** Labels of the form as it stands on the company's website, in the form's own language. */
const words: Record<
  Language,
  Record<'name' | 'company' | 'mobile' | 'email' | 'message' | 'send' | 'empty', string>
> = {
  'zh-CN': {
    name: '姓名',
    company: '公司',
    mobile: '手机',
    email: '邮箱',
    message: '您的需求',
    send: '提交',
    empty: '请勿填写',
  },
  en: {
    name: 'Name',
    company: 'Company',
    mobile: 'Mobile',
    email: 'E-mail',
    message: 'What do you need?',
    send: 'Send',
    empty: 'Leave empty',
  },
};

/** A plain HTML form that works without a script. @param action absolute address to which it sends */
export const snippetOf = (action: string, language: Language): string => {
  const w = words[language];
  return `<form action="${action}" method="post" accept-charset="utf-8">
  <p><label>${w.name} <input name="name" required maxlength="120"></label></p>
  <p><label>${w.company} <input name="company" maxlength="160"></label></p>
  <p><label>${w.mobile} <input name="mobile" type="tel" maxlength="60"></label></p>
  <p><label>${w.email} <input name="email" type="email" required maxlength="200"></label></p>
  <p><label>${w.message} <textarea name="message" rows="5" maxlength="4000"></textarea></label></p>
  <p style="position:absolute;left:-9999px" aria-hidden="true"><label>${w.empty} <input name="website_url" tabindex="-1" autocomplete="off"></label></p>
  <p><button type="submit">${w.send}</button></p>
</form>`;
};
