import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Attachment } from '../../../shared/attachments/attachment.ts';
import type { IconName } from '../kit/icon.tsx';
import { Icon } from '../kit/icon.tsx';
import type { Place } from './api.ts';
import { pictureQuery } from './api.ts';
import { hasThumb } from './chosen.ts';

/** An address of this page for bytes, as long as they are shown. */
export const useBlobUrl = (blob: Blob | undefined): string | undefined => {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [blob]);
  return url;
};

/** True from the moment at which an element comes near to what is seen of the page. */
const useNear = () => {
  const ref = useRef<HTMLSpanElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        setNear(true);
        watch.disconnect();
      },
      { rootMargin: '200px' },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [ref, near] as const;
};

const signs: readonly (readonly [RegExp, IconName])[] = [
  [/^image\//, 'eye'],
  [/^video\//, 'visit'],
  [/sheet|csv/, 'table'],
  [/presentation/, 'chart'],
];
const signOf = (type: string): IconName => signs.find(([pattern]) => pattern.test(type))?.[1] ?? 'note';

/** The small picture of a file; a sign of its kind where there is none. */
export function Thumb({ file, place }: { file: Attachment; place: Place }) {
  const [ref, near] = useNear();
  const [broken, setBroken] = useState(false);
  const wanted = hasThumb(file) && !broken;
  const { data } = useQuery({ ...pictureQuery(place, file.id), enabled: near && wanted });
  const url = useBlobUrl(wanted ? data : undefined);
  return (
    <span className="att-thumb" ref={ref}>
      {url ? (
        <img src={url} alt="" onError={() => setBroken(true)} />
      ) : (
        <>
          <Icon name={signOf(file.contentType)} size={22} />
          <span className="att-kind">{file.fileName.split('.').at(-1)}</span>
        </>
      )}
    </span>
  );
}
