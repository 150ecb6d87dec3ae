export const value = {
  title: 'Customer value',
};
