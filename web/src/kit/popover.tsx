import type { CSSProperties, ReactNode, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

export type Side = 'start' | 'end';

interface Props {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
  /** Which edge of the anchor it lines up with. */
  side?: Side;
  className?: string;
  label?: string;
  role?: 'dialog' | 'menu' | 'listbox';
}

const GAP = 4;
const MARGIN = 8;

const place = (anchor: HTMLElement, panel: HTMLElement, side: Side): CSSProperties => {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = window.innerHeight - at.bottom - GAP - MARGIN;
  const above = at.top - GAP - MARGIN;
  const up = height > below && above > below;
  const wanted = side === 'start' ? at.left : at.right - width;
  return {
    left: Math.max(MARGIN, Math.min(wanted, window.innerWidth - width - MARGIN)),
    top: up ? Math.max(MARGIN, at.top - GAP - Math.min(height, above)) : at.bottom + GAP,
    maxHeight: up ? above : below,
    opacity: 1,
  };
};

/** A panel beside its anchor; Esc and a press elsewhere close it, focus goes back to where it was. */
export function Popover({ anchor, onClose, children, side = 'start', className = '', label, role = 'dialog' }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  // Not `visibility`: what is hidden by that cannot take the focus.
  const [style, setStyle] = useState<CSSProperties>({ left: 0, top: 0, opacity: 0 });
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const move = () => {
      if (anchor.current && panel.current) setStyle(place(anchor.current, panel.current, side));
    };
    move();
    const observer = new ResizeObserver(move);
    if (panel.current) observer.observe(panel.current);
    window.addEventListener('resize', move);
    window.addEventListener('scroll', move, true);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', move);
      window.removeEventListener('scroll', move, true);
    };
  }, [anchor, side]);

  useEffect(() => {
    const before = document.activeElement;
    const press = (event: PointerEvent) => {
      const target = event.target as Element;
      if (panel.current?.contains(target) || anchor.current?.contains(target)) return;
      // A panel opened from inside this one stands elsewhere in the document.
      if (
        target.closest('[data-popover]') &&
        !panel.current?.closest('[data-popover]')?.isSameNode(target.closest('[data-popover]'))
      )
        return;
      close.current();
    };
    // Between leaving one field and reaching the next the focus is nowhere; to fetch it back then would hold Tab in the field.
    let going = false;
    const leave = (event: FocusEvent) => {
      going = event.relatedTarget instanceof Node && !panel.current?.contains(event.relatedTarget);
    };
    document.addEventListener('pointerdown', press, true);
    document.addEventListener('focusout', leave, true);
    return () => {
      document.removeEventListener('pointerdown', press, true);
      document.removeEventListener('focusout', leave, true);
      const lost = document.activeElement === document.body || panel.current?.contains(document.activeElement);
      if (lost && !going && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [anchor]);

  return createPortal(
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is one of three that all take a label
    // biome-ignore lint/a11y/noStaticElementInteractions: as above
    <div
      ref={panel}
      data-popover
      role={role}
      aria-label={label}
      className={`popover ${className}`}
      style={style}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close.current();
      }}
    >
      {children}
    </div>,
    document.body,
  );
}
