interface Keeps<K, V> {
  get: (key: K) => V | undefined;
  set: (key: K, value: V) => unknown;
}

/** The value of a key in a map, made when it is first asked for. */
export const remember = <K, V extends NonNullable<unknown>>(map: Keeps<K, V>, key: K, make: () => V): V => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
};
