import { useEffect, useState } from 'react';

/** The instant (ISO UTC), told anew each minute, so that what becomes due while the page stands open says so. */
export const useNow = (): string => {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
};
