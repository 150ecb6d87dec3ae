const cardsOf = (column: Element): HTMLElement[] => [...column.querySelectorAll<HTMLElement>('[data-card]')];

/** Moves the focus from card to card: up and down in a column, left and right to the nearest column that has one. */
export const stepToCard = (key: string): void => {
  const columns = [...document.querySelectorAll('.board .column')].map(cardsOf).filter((cards) => cards.length > 0);
  const here = document.activeElement?.closest<HTMLElement>('[data-card]');
  const at = columns.findIndex((cards) => here && cards.includes(here));
  const row = here ? (columns[at]?.indexOf(here) ?? 0) : 0;
  const side = { arrowleft: -1, arrowright: 1 }[key] ?? 0;
  const down = { arrowup: -1, arrowdown: 1 }[key] ?? 0;
  const cards = columns[Math.max(0, Math.min(columns.length - 1, at + side))];
  const card = at < 0 ? columns[0]?.[0] : cards?.[Math.max(0, Math.min(cards.length - 1, row + down))];
  card?.focus();
};

/** Gives the focus back to a card that came to another column, unless somebody has gone elsewhere meanwhile. */
export const focusCard = (id: string): void => {
  requestAnimationFrame(() => {
    const { activeElement } = document;
    if (activeElement !== document.body && activeElement?.tagName !== 'MAIN') return;
    document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus();
  });
};
