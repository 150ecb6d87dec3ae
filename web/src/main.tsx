import './styles/base.css';
import './styles/kit.css';
import './styles/shell.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import * as z from 'zod';
import { Root } from './app/root.tsx';
import { I18nProvider } from './i18n/index.tsx';
import { queryClient } from './lib/query-client.ts';

// A strict content policy forbids code made at run time; without it the library would try and leave a report.
z.config({ jitless: true });

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
createRoot(place).render(
  <I18nProvider>
    <QueryClientProvider client={queryClient}>
      <Root />
    </QueryClientProvider>
  </I18nProvider>,
);
