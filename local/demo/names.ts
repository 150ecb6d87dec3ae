import type { Random } from './random.ts';

const surnames =
  '王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 周zhou 吴wu 徐xu 孙sun 马ma 朱zhu 胡hu 郭guo 何he 高gao 林lin 罗luo 郑zheng 梁liang 谢xie 宋song 唐tang 许xu 韩han 冯feng 邓deng 曹cao';
const givens =
  '伟wei 芳fang 娜na 敏min 静jing 丽丽lili 强qiang 磊lei 军jun 洋yang 勇yong 艳艳yanyan 杰jie 娟juan 涛tao 明明mingming 超chao 秀兰xiulan 霞xia 平ping 刚gang 桂英guiying 文杰wenjie 雨桐yutong 子涵zihan 浩然haoran 欣怡xinyi 梓轩zixuan 海燕haiyan 国栋guodong 志强zhiqiang 晓东xiaodong 雪梅xuemei 建华jianhua 春花chunhua 思远siyuan 嘉怡jiayi 俊杰junjie 慧敏huimin 一鸣yiming';

/** Written form and pinyin of each part. */
const split = (text: string): { written: string; pinyin: string }[] =>
  text.split(' ').map((part) => {
    const [, written = '', pinyin = ''] = /^(\p{Script=Han}+)([a-z]+)$/u.exec(part) ?? [];
    return { written, pinyin };
  });

const chineseSurnames = split(surnames);
const chineseGivens = split(givens);

const western: Readonly<Record<string, { first: readonly string[]; last: readonly string[] }>> = {
  DE: {
    first: ['Anna', 'Jürgen', 'Katrin', 'Stefan', 'Ulrike', 'Matthias'],
    last: ['Köhler', 'Brandt', 'Schäfer', 'Vogel', 'Lindner', 'Groß'],
  },
  JP: { first: ['健太', '美咲', '翔'], last: ['佐藤', '田中', '中村'] },
  DK: { first: ['Mette', 'Søren', 'Lars'], last: ['Jensen', 'Kjær', 'Holm'] },
  NL: { first: ['Sanne', 'Daan', 'Femke'], last: ['de Vries', 'Bakker', 'Visser'] },
  PL: { first: ['Agnieszka', 'Tomasz', 'Łukasz'], last: ['Kowalska', 'Nowak', 'Wójcik'] },
  SG: { first: ['Wei Ling', 'Rajesh', 'Hui Min'], last: ['Tan', 'Pillai', 'Lim'] },
};
const english = {
  first: ['Emily', 'James', 'Olivia', 'Daniel', 'Grace', 'Thomas', 'Sarah'],
  last: ['Walker', 'Hughes', 'Bennett', 'Foster', 'Morgan', 'Reed', 'Cole'],
};

/** A name in the order of its country, with the local part of an address. */
export interface PersonName {
  name: string;
  first: string;
  last: string;
  mailbox: string;
}

/** Draws names of which none comes twice: two people of one name would look like a fault that is none. */
export const nameSource = (random: Random): ((country: string) => PersonName) => {
  const used = new Set<string>();
  let abroad = 0;
  const draw = (country: string): PersonName => {
    if (country === 'CN') {
      const last = random.pick(chineseSurnames);
      const first = random.pick(chineseGivens);
      const name = last.written + first.written;
      return { name, first: first.written, last: last.written, mailbox: `${first.pinyin}.${last.pinyin}` };
    }
    const { first: firsts, last: lasts } = western[country] ?? english;
    const first = random.pick(firsts);
    const last = random.pick(lasts);
    const name = country === 'JP' ? `${last} ${first}` : `${first} ${last}`;
    return { name, first, last, mailbox: `sales${++abroad}` };
  };
  return (country) => {
    let found = draw(country);
    while (used.has(found.name)) found = draw(country);
    used.add(found.name);
    return found;
  };
};
