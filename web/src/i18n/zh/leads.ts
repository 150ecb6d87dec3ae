export const leads = {
  title: '线索',
};
