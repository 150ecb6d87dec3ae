export const views = {
  title: '视图',
};
