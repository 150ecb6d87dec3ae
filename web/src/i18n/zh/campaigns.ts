export const campaigns = {
  title: '资料核对',
};
