export const complaints = {
  title: '客诉',
};
