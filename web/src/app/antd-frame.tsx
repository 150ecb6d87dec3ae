import { App, ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB.js';
import zhCN from 'antd/locale/zh_CN.js';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import 'dayjs/locale/en-gb.js';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { antdTheme } from './theme.ts';

/** What Ant Design needs around it: theme, language pack, message holder. */
export function AntdFrame({ children }: { children: ReactNode }) {
  const { lang } = useI18n();
  const theme = useMemo(antdTheme, []);
  dayjs.locale(lang === 'en' ? 'en-gb' : 'zh-cn');
  return (
    <ConfigProvider theme={theme} locale={lang === 'en' ? enGB : zhCN}>
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
