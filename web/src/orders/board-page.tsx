import { useEffect } from 'react';
import { useLocation } from 'wouter';

/** The board is a shape of the list; this is its short address. */
export default function BoardPage() {
  const [, navigate] = useLocation();
  useEffect(() => navigate('/orders?shape=board', { replace: true }), [navigate]);
  return null;
}
