export const improvement = {
  title: 'Improvement',
};
