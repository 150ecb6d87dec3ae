export const problems = {
  title: 'Problem book',
};
