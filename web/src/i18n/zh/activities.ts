export const activities = {
  title: '跟进',
};
