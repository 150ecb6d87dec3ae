/** Numbers in a text, with the signs that group and part their digits. */
export const spokenNumbers = (text: string): string[] => text.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [];

const grouped = (value: number, decimals?: number): string =>
  Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: decimals ?? 0,
    maximumFractionDigits: decimals ?? 2,
  });

/** The ways in which a number may be written: as a count or a share, as money of a hundred parts, as minutes told in hours. */
const ways = (value: number): string[] => [
  grouped(value),
  grouped(value / 100, 2),
  grouped(Math.round(value / 6) / 10),
];

/** All numbers that a telling of a pack may hold: those of the pack, and by how much each moved since the month before. */
export const writtenNumbers = (pack: unknown, found = new Set<string>()): Set<string> => {
  if (typeof pack !== 'object' || pack === null) return found;
  const { value, percent, per100, before, goal } = pack as Record<string, unknown>;
  const is = [value, percent, per100].find((one): one is number => typeof one === 'number');
  for (const one of Object.values(pack))
    if (typeof one === 'number') for (const way of ways(one)) found.add(way);
    else writtenNumbers(one, found);
  for (const from of [before, goal]) {
    if (is === undefined || typeof from !== 'number') continue;
    for (const way of ways(is - from)) found.add(way);
    if (from !== 0) found.add(String(Math.round((Math.abs(is - from) / Math.abs(from)) * 100)));
  }
  return found;
};
