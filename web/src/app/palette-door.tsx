import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { focusNow } from '../lib/hooks.ts';
import { part } from '../lib/part.tsx';
import type { ShellDialog } from './shell.tsx';

const Palette = part(() => import('./palette.tsx'));

/** Fetches the palette's code ahead of time. */
export const preloadPalette = (): Promise<void> => Palette.preload();

interface Props {
  onClose: () => void;
  onDialog: (dialog: ShellDialog) => void;
}

/** The palette, or until its code is there a box that takes what is typed: it must not go into the page behind. */
export function PaletteDoor({ onClose, onDialog }: Props) {
  const { t } = useI18n();
  const from = useRef(document.activeElement);
  const [isThere, setThere] = useState(Palette.isLoaded);
  const [begun, setBegun] = useState('');
  const [entered, setEntered] = useState(false);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    let wanted = true;
    Palette.preload().then(
      () => wanted && setThere(true),
      () => wanted && close.current(),
    );
    return () => {
      wanted = false;
    };
  }, []);
  if (isThere) return <Palette {...{ onClose, onDialog, begun, entered }} from={from.current} />;
  const leave = () => {
    if (from.current instanceof HTMLElement) from.current.focus({ preventScroll: true });
    onClose();
  };
  return createPortal(
    <div className="palette-back">
      <div className="dialog-shade" aria-hidden="true" onClick={leave} />
      <div className="palette" role="dialog" aria-modal="true" aria-label={t.nav.palette} aria-busy="true">
        <div className="palette-input">
          <Icon name="search" />
          <input
            ref={focusNow}
            aria-label={t.nav.palettePlaceholder}
            placeholder={t.nav.palettePlaceholder}
            autoComplete="off"
            spellCheck={false}
            value={begun}
            onChange={(event) => {
              setBegun(event.target.value);
              setEntered(false);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) setEntered(true);
              else if (event.key === 'Escape') leave();
              else if (event.key === 'Tab') event.preventDefault();
            }}
          />
        </div>
      </div>
    </div>,
    document.body,
  );
}
