import type { ThemeConfig } from 'antd';

const read = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Ant Design's tokens, taken from the style sheet's own variables so that a colour is written down once. */
export const antdTheme = (): ThemeConfig => ({
  token: {
    colorPrimary: read('--primary'),
    colorError: read('--bad'),
    colorWarning: read('--warn'),
    colorSuccess: read('--good'),
    colorText: read('--text'),
    colorTextSecondary: read('--text-2'),
    colorTextPlaceholder: read('--text-3'),
    colorBorder: read('--line-2'),
    colorBorderSecondary: read('--line'),
    colorLink: read('--primary'),
    fontFamily: read('--font'),
    fontSize: 13,
    borderRadius: 6,
    controlHeight: 32,
    wireframe: false,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: { Table: { cellPaddingBlock: 6, cellPaddingInline: 10, headerBg: read('--canvas') } },
});
