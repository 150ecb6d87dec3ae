export const settings = {
  invite: 'Invite a person',
};
