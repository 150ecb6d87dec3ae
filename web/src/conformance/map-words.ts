import { useCallback } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { isBound, lengthOf } from './map-model.ts';

/** Says a length of working time; empty where nobody knows it. */
export const useWait = (): ((minutes: number | undefined) => string) => {
  const { t } = useI18n();
  const format = useFormat();
  return useCallback(
    (minutes) => {
      if (minutes === undefined) return '';
      const { unit, value } = lengthOf(minutes);
      return t.conformance.map[unit](format.number(value));
    },
    [t, format],
  );
};

/** The same of a figure that was reckoned within classes, whose last one is open. */
export const useClassedWait = (): ((minutes: number | undefined) => string) => {
  const { t } = useI18n();
  const wait = useWait();
  return (minutes) => {
    const said = wait(minutes);
    return minutes !== undefined && isBound(minutes) ? t.conformance.map.over(said) : said;
  };
};
