export const duplicates = {
  title: 'Duplicates',
};
