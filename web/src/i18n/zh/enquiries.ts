export const enquiries = {
  title: '咨询',
};
