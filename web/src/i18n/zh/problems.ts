export const problems = {
  title: '问题教科书',
};
