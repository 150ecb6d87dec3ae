/** FNV-1a of a text, 32 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
};

const NONE = -1;

/**
 * Numbers under texts, of which it holds no more than a hash: twelve bytes a number, where a map of texts takes a hundred. Another text
 * of the same hash is found too (of a million texts one in four thousand), so that whoever asks compares what he gets.
 */
export class KeyTable {
  #heads = new Int32Array(1 << 12).fill(NONE);
  #hashes = new Uint32Array(1 << 12);
  #values = new Int32Array(1 << 12);
  #next = new Int32Array(1 << 12);
  #size = 0;

  put(text: string, value: number): void {
    if (this.#size === this.#hashes.length) this.#grow();
    this.#hashes[this.#size] = hashOf(text);
    this.#values[this.#size] = value;
    this.#link(this.#size++);
  }

  /** Numbers under a text, the last one put in first. */
  *at(text: string): Generator<number> {
    const hash = hashOf(text);
    for (let one = this.#heads[hash & (this.#heads.length - 1)]!; one !== NONE; one = this.#next[one]!)
      if (this.#hashes[one] === hash) yield this.#values[one]!;
  }

  #link(one: number): void {
    const head = this.#hashes[one]! & (this.#heads.length - 1);
    this.#next[one] = this.#heads[head]!;
    this.#heads[head] = one;
  }

  #grow(): void {
    const length = this.#hashes.length * 2;
    const larger = <A extends Uint32Array | Int32Array>(array: A, into: A): A => {
      into.set(array);
      return into;
    };
    this.#hashes = larger(this.#hashes, new Uint32Array(length));
    this.#values = larger(this.#values, new Int32Array(length));
    this.#next = new Int32Array(length);
    this.#heads = new Int32Array(length).fill(NONE);
    for (let one = 0; one < this.#size; one++) this.#link(one);
  }
}
