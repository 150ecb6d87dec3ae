export const duplicates = {
  title: '重复资料',
};
