export const operators = {
  title: 'Operators',
};
