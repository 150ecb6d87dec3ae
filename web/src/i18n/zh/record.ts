import type { Words } from '../index.tsx';

export const record: Words['record'] = {
  gone: '已不存在',
  imported: (text) => `导入时无法识别此值：“${text}”`,
  importedShort: '导入时无法识别',
  call: (number) => `拨打 ${number}`,
};
