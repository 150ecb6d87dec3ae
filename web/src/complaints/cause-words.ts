import type { CauseBranch } from './api.ts';

/** A cause as it is called in a language: the English name where there is one and it is asked for. */
export const causeName = (branch: Pick<CauseBranch, 'id' | 'name' | 'nameEn'>, lang: string): string =>
  (lang === 'en' ? (branch.nameEn ?? branch.name) : branch.name) ?? branch.id;

/** A cause with the names of all above it, the uppermost first. */
export interface CauseChoice {
  branch: CauseBranch;
  path: readonly string[];
  /** What it is found by: its names and those of all above it in both languages, and its code; in lower case. */
  text: string;
}

/** The causes that may be chosen, in the order of the tree: those in use, and the present one. */
export const choicesOf = (tree: readonly CauseBranch[], lang: string, present: string): CauseChoice[] => {
  const paths = new Map<string, readonly string[]>();
  const texts = new Map<string, string>();
  const choices: CauseChoice[] = [];
  for (const branch of tree) {
    const above = branch.parentId === undefined ? [] : (paths.get(branch.parentId) ?? []);
    const path = [...above, causeName(branch, lang)];
    paths.set(branch.id, path);
    const names = [texts.get(branch.parentId ?? ''), branch.name, branch.nameEn].filter(Boolean).join(' ');
    texts.set(branch.id, names);
    if (branch.inUse || branch.id === present)
      choices.push({ branch, path, text: `${names} ${branch.code ?? ''}`.toLowerCase() });
  }
  return choices;
};

/** The choices in which every typed word occurs. */
export const findCauses = (choices: readonly CauseChoice[], typed: string): CauseChoice[] => {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter(({ text }) => words.every((word) => text.includes(word)));
};

/** The branches to show where some are folded: nothing that stands below a folded one. */
export const unfolded = (tree: readonly CauseBranch[], folded: ReadonlySet<string>): CauseBranch[] => {
  const hidden = new Set<string>();
  return tree.filter((branch) => {
    const under = branch.parentId !== undefined && (hidden.has(branch.parentId) || folded.has(branch.parentId));
    if (under) hidden.add(branch.id);
    return !under;
  });
};
