export const service = {
  title: '服务总览',
};
