export const value = {
  title: '客户价值',
};
