export const improvement = {
  title: '持续改进',
};
