const u16 = (value: number) => [value & 255, value >> 8];
const u32 = (value: number) => [...u16(value & 65_535), ...u16(value >>> 16)];

/** A zip of empty files with these names. */
export const zipOf = (names: readonly string[]): Uint8Array => {
  const parts: number[] = [];
  const list: number[] = [];
  for (const name of names) {
    const letters = [...new TextEncoder().encode(name)];
    const common = [
      ...u16(20),
      ...u16(0),
      ...u16(0),
      ...u32(0),
      ...u32(0),
      ...u32(0),
      ...u32(0),
      ...u16(letters.length),
      ...u16(0),
    ];
    list.push(
      ...u32(0x02014b50),
      ...u16(20),
      ...common,
      ...u16(0),
      ...u16(0),
      ...u16(0),
      ...u32(0),
      ...u32(parts.length),
      ...letters,
    );
    parts.push(...u32(0x04034b50), ...common, ...letters);
  }
  const end = [
    ...u32(0x06054b50),
    ...u32(0),
    ...u16(names.length),
    ...u16(names.length),
    ...u32(list.length),
    ...u32(parts.length),
    ...u16(0),
  ];
  return Uint8Array.from([...parts, ...list, ...end]);
};
