export const quality = {
  title: '资料质量',
};
