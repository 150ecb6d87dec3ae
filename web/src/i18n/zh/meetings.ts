export const meetings = {
  title: '例会',
};
