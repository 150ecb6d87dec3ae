export const operators = {
  title: '操作质量',
};
