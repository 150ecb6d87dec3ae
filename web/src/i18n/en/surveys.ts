export const surveys = {
  title: 'Surveys',
};
