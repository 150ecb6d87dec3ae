export const activities = {
  title: 'Activities',
};
