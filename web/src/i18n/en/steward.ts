export const steward = {
  title: 'Data steward’s desk',
};
