/** Jobs of the audit that somebody waits for: when one dies, its run is told. */
export const auditFollowUps: Readonly<Record<string, string>> = {
  'audit.portion': 'audit.give-up',
  'audit.run': 'audit.give-up',
  'audit.finish': 'audit.give-up',
  'audit.sweep': 'audit.give-up',
  'audit.incremental': 'audit.give-up',
  'audit.spot-check': 'audit.give-up',
};
