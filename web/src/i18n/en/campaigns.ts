export const campaigns = {
  title: 'Verification',
};
