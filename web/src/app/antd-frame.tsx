import { App, ConfigProvider } from 'antd';
import enGB from 'antd/es/locale/en_GB.js';
import type { Locale } from 'antd/es/locale/index.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import 'dayjs/locale/en-gb.js';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { antdTheme } from './theme.ts';

/** The types speak of the CommonJS form of the pack, the bundler brings the other one. */
const pack = (found: Locale | { default: Locale }): Locale => ('default' in found ? found.default : found);

/** What Ant Design needs around it: theme, language pack, message holder. */
export function AntdFrame({ children }: { children: ReactNode }) {
  const { lang } = useI18n();
  const theme = useMemo(antdTheme, []);
  dayjs.locale(lang === 'en' ? 'en-gb' : 'zh-cn');
  return (
    <ConfigProvider theme={theme} locale={pack(lang === 'en' ? enGB : zhCN)}>
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
