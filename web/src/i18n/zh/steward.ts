export const steward = {
  title: '数据管理台',
};
