export const surveys = {
  title: '满意度调查',
};
