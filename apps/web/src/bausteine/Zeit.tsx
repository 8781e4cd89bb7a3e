import { formatRelativ, formatZeit } from './datum.js';

/** A point in time: how long ago or until, and exactly when. */
export function Zeit({ am, nurGenau = false }: { am: string; nurGenau?: boolean }) {
  if (nurGenau) return <time dateTime={am}>{formatZeit(am)}</time>;
  return (
    <time dateTime={am}>
      {formatRelativ(am, Date.now())} <span className="zst-leise zst-klein">({formatZeit(am)})</span>
    </time>
  );
}
