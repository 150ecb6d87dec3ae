import type { ReactNode } from 'react';
import { useId } from 'react';

interface Props {
  label: string;
  hint?: ReactNode;
  fault?: string | undefined;
  className?: string;
  children: (input: { id: string; 'aria-invalid': boolean; 'aria-describedby': string }) => ReactNode;
}

/** A labelled field of a form with its hint, or what is wrong with it, below. */
export function Field({ label, hint, fault, className = '', children }: Props) {
  const id = useId();
  return (
    <div className={`form-line ${className}`}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': fault !== undefined, 'aria-describedby': `${id}-hint` })}
      <div id={`${id}-hint`} className={fault ? 'form-fault' : 'quiet-hint'}>
        {fault ?? hint}
      </div>
    </div>
  );
}
