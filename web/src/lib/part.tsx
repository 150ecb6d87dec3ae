import type { ComponentType, FunctionComponent } from 'react';
import { useEffect, useState } from 'react';

/** A component whose code is fetched when it is first needed. */
export type Part<P> = FunctionComponent<P> & {
  /** Fetches the code ahead of time. */
  preload: () => Promise<void>;
  /** Whether the code is there: it is drawn at once. */
  isLoaded: () => boolean;
};

/**
 * Like React's `lazy`, but drawn at once when the code is there already: `lazy` suspends all the same, and React then holds
 * the content back for up to 300 ms after each fallback. `Waiting` stands in while the code is on its way.
 */
export const part = <P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  Waiting?: ComponentType,
): Part<P> => {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<void> | undefined;
  const preload = (): Promise<void> => {
    loading ??= load().then(
      (module) => {
        loaded = module.default;
      },
      (error: unknown) => {
        // The next visit asks again.
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  const Shown = (props: P) => {
    const [state, setState] = useState<{ error?: unknown }>({});
    useEffect(() => {
      if (loaded) return;
      let wanted = true;
      preload().then(
        () => wanted && setState({}),
        (error: unknown) => wanted && setState({ error }),
      );
      return () => {
        wanted = false;
      };
    }, []);
    if (state.error) throw state.error;
    if (loaded) {
      const Loaded = loaded;
      return <Loaded {...props} />;
    }
    return Waiting ? <Waiting /> : null;
  };
  return Object.assign(Shown, { preload, isLoaded: () => loaded !== undefined });
};
