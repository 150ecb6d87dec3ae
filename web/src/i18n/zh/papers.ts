import type { Words } from '../index.tsx';

export const papers: Words['papers'] = {
  print: '打印',
  busy: '正在生成…',
  customers: '按客户单据语言',
};
