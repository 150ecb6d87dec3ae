import { localDate, wallClock } from '../kernel/time.ts';
import type { SurveyKind } from './scales.ts';
import { scales, usualQuestions } from './scales.ts';

export type SurveyLanguage = 'zh-CN' | 'en';

/** What a survey asks, in both languages; the usual question where it has none of its own. */
export const questionsOf = (kind: SurveyKind, survey: Record<string, unknown>): { zh: string; en: string } => {
  const own = (name: string): string | undefined =>
    typeof survey[name] === 'string' && survey[name] !== '' ? survey[name] : undefined;
  const usual = usualQuestions[kind];
  return { zh: own('questionZh') ?? usual.zh, en: own('questionEn') ?? usual.en };
};

interface Invitation {
  company: string;
  question: { zh: string; en: string };
  link: string;
  expiresAt: string;
  timeZone: string;
}

const minute = (instant: string, timeZone: string): string =>
  `${localDate(instant, timeZone)} ${wallClock(instant, timeZone).slice(0, 5)}`;

/** The mail that asks a customer. Short: it is one question. */
export const invitation = (
  language: SurveyLanguage,
  { company, question, link, expiresAt, timeZone }: Invitation,
): { subject: string; text: string } => {
  const until = minute(expiresAt, timeZone);
  return language === 'en'
    ? {
        subject: `One question from ${company}`,
        text: `Hello,\n\n${question.en}\n\nIt takes half a minute, and you need not sign in:\n${link}\n\nThe link is for you alone, works once and holds until ${until}.\n\nThank you,\n${company}\n`,
      }
    : {
        subject: `${company}想听听您的意见`,
        text: `您好：\n\n${question.zh}\n\n只需半分钟，无需登录：\n${link}\n\n此链接仅供您本人使用，只能提交一次，有效期至 ${until}。\n\n感谢您的支持！\n${company}\n`,
      };
};

/** What goes with a link that somebody hands on by WeChat or SMS. */
export const handOver = (language: SurveyLanguage, company: string, link: string): string =>
  language === 'en'
    ? `${company} would like your opinion. One question, half a minute: ${link}`
    : `【${company}】想听听您的意见，只有一个问题，半分钟即可：${link}`;

/** The task of whoever calls the customer back. */
export const followUpTexts = (
  country: string,
  answer: { kind: SurveyKind; score: number; survey: string; comment?: string | undefined },
): { subject: string; note: string } => {
  const { kind, score, survey, comment } = answer;
  const of = `${score}/${scales[kind].most}`;
  return country === 'CN'
    ? {
        subject: `回访客户：${survey} 评分 ${of}`.slice(0, 200).toWellFormed(),
        note: [comment ? `客户原话：${comment}` : '客户没有留言。', '请联系客户了解原因，并记录处理结果。'].join('\n'),
      }
    : {
        subject: `Call the customer back: ${survey}, score ${of}`.slice(0, 200).toWellFormed(),
        note: [
          comment ? `In the customer’s words: ${comment}` : 'The customer left no comment.',
          'Find out why, and write down what was done.',
        ].join('\n'),
      };
};
