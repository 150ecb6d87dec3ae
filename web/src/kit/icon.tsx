/** Line drawings on a 24 grid; each is the inside of one path. */
const paths = {
  home: 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  account: 'M5 21V5a1 1 0 0 1 1-1h8a1 1 0 0 1 1 1v16M15 10h3a1 1 0 0 1 1 1v10M3 21h18M8.5 8h3M8.5 12h3M8.5 16h3',
  contact: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.7-4 3.7-6 7.5-6s6.8 2 7.5 6',
  opportunity: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 12h.01',
  order: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  product: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  category: 'M4 4h7l9 9-7 7-9-9zM8.5 8.5h.01',
  activity: 'M3 12h4l3-8 4 16 3-8h4',
  pipeline: 'M4 5h16l-6 7.5V20l-4-2v-5.5z',
  member:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M16 5a3.5 3.5 0 0 1 0 6.5M18 14.8c2 .7 3.2 2.5 3.5 5.2',
  finding: 'M12 3l8 3v6c0 4.5-3.2 7.7-8 9-4.8-1.3-8-4.5-8-9V6zM12 8v4.5M12 16h.01',
  healthy: 'M12 3l8 3v6c0 4.5-3.2 7.7-8 9-4.8-1.3-8-4.5-8-9V6zM8.5 12l2.5 2.5 4.5-5',
  call: 'M5 4h4l1.5 5-2.5 1.5a11 11 0 0 0 5.5 5.5L15 13.5l5 1.5v4a1 1 0 0 1-1 1C11 20 4 13 4 5a1 1 0 0 1 1-1z',
  meeting: 'M4 5h16v11H9l-5 4zM8.5 10.5h7',
  visit: 'M12 21c4.5-4.7 7-8.3 7-11.5a7 7 0 1 0-14 0C5 12.7 7.5 16.3 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  task: 'M5 4h14v16H5zM8.5 12l2.5 2.5 4.5-5',
  note: 'M6 3h9l4 4v14H6zM14.5 3v5H19M9 12h7M9 16h5',
  email: 'M3.5 6h17v12h-17zM3.5 7l8.5 6 8.5-6',
  bell: 'M6 16V11a6 6 0 1 1 12 0v5l1.5 2h-15zM10 18.5a2 2 0 0 0 4 0',
  sign: 'M4 20h16M6 16l1-4L16.5 2.5l3 3L10 15z',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7',
  down: 'M6 9.5l6 6 6-6',
  up: 'M6 14.5l6-6 6 6',
  left: 'M14.5 6l-6 6 6 6',
  right: 'M9.5 6l6 6-6 6',
  arrowUp: 'M12 20V5M6 11l6-6 6 6',
  arrowDown: 'M12 4v15M6 13l6 6 6-6',
  filter: 'M4 6h16M7 12h10M10 18h4',
  columns: 'M4 5h16v14H4zM9.5 5v14M14.5 5v14',
  archive: 'M4 5h16v4H4zM5.5 9v11h13V9M10 13h4',
  restore: 'M4 5v5h5M4.5 10A8 8 0 1 1 4 13.5',
  more: 'M5 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM19 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2z',
  settings:
    'M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2',
  language:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z',
  out: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  warning: 'M12 4l9.5 16h-19zM12 10v4.5M12 17.5h.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01',
  history: 'M4 5v5h5M4.5 10A8 8 0 1 1 4 13.5M12 8v4.5l3 2',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  board: 'M4 4h4.5v16H4zM10 4h4.5v10H10zM16 4h4v13h-4z',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  chart: 'M4 20h16M7 20v-7M12 20V6M17 20v-10',
  upload: 'M12 16V4M7 9l5-5 5 5M4 16v4h16v-4',
  download: 'M12 4v12M7 11l5 5 5-5M4 17v3h16v-3',
  book: 'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11M9 8h6',
  audit: 'M8 4h8v3H8zM8 5.5H5V21h14V5.5h-3M8.5 14l2.5 2.5 4.5-5',
  review: 'M5 4h14v16H5zM8.5 16v-3M12 16V8.5M15.5 16v-5',
  rule: 'M4 7h10M18 7h2M16 5v4M4 12h3M11 12h9M9 10v4M4 17h8M16 17h4M14 15v4',
  text: 'M5 6h14M12 6v13M9 19h6',
  number: 'M9 4L7 20M17 4l-2 16M4.5 9h16M3.5 15h16',
  money: 'M7 4l5 7 5-7M12 11v9M7.5 12h9M7.5 16h9',
  date: 'M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.5l3.5 2',
  toggle: 'M8 7h8a5 5 0 0 1 0 10H8A5 5 0 0 1 8 7zM8 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  tags: 'M4 4h7l9 9-7 7-9-9zM8.5 8.5h.01',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1.5-1.5',
  country: 'M6 21V4M6 5c4-2.5 8 2.5 12 0v9c-4 2.5-8-2.5-12 0',
  key: 'M8 15a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 11h9M18 11v3.5M15 11v2.5',
  keyboard: 'M3 7h18v10H3zM7 10.5h.01M10.5 10.5h.01M14 10.5h.01M17.5 10.5h.01M8 14h8',
  menu: 'M4 7h16M4 12h16M4 17h16',
  sidebar: 'M4 5h16v14H4zM9.5 5v14',
  eye: 'M2.5 12C4.5 8 8 6 12 6s7.5 2 9.5 6c-2 4-5.5 6-9.5 6s-7.5-2-9.5-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  change: 'M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4',
  proposal: 'M9 18h6M10 21h4M12 3a6 6 0 0 1 3.8 10.7c-.6.5-.8 1-.8 1.8H9c0-.8-.2-1.3-.8-1.8A6 6 0 0 1 12 3z',
  deviation: 'M6 21V11a4 4 0 0 1 4-4h8M14 3l4 4-4 4M6 3v3',
  fitGap: 'M4 5h7v14H4zM13 5h7v14h-7zM6.5 9h2M6.5 12.5h2M15.5 9h2',
  delegation:
    'M8 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.4-3.6 2.6-5.5 5.5-5.5 1.4 0 2.6.4 3.5 1.2M13 18h8M18 15l3 3-3 3',
  print: 'M7 9V4h10v5M5 9h14v8h-2M7 17H5V9M7 14h10v6H7z',
  process: 'M3 9h5v6H3zM16 4h5v5h-5zM16 15h5v5h-5zM8 12h4M16 6.5h-4v11h4',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2',
  grip: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
} as const;

export type IconName = keyof typeof paths;

/** A drawing beside words; it says nothing by itself, so that it is hidden from readers of the page aloud. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

const ofType: Record<string, IconName> = {
  account: 'account',
  contact: 'contact',
  category: 'category',
  product: 'product',
  pipeline: 'pipeline',
  opportunity: 'opportunity',
  order: 'order',
  activity: 'activity',
  member: 'member',
  finding: 'finding',
  changeRequest: 'change',
  proposal: 'proposal',
  deviation: 'deviation',
  fitGap: 'fitGap',
  delegation: 'delegation',
};

/** The icon of a kind of record. */
export const iconOfType = (type: string): IconName => ofType[type] ?? 'note';
