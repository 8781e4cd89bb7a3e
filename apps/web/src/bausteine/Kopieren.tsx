import { useState } from 'react';
import { Symbol } from '../layout/Symbol.js';

/** Without a secure context there is no clipboard API; the old command still works there. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const ok = document.execCommand('copy');
    area.remove();
    return ok;
  }
}

/** Copies a text and says so. */
export function Kopieren({ text, was }: { text: string; was: string }) {
  const [stand, setStand] = useState<'' | 'Kopiert' | 'Bitte von Hand kopieren'>('');
  return (
    <span className="zst-kopieren zst-nicht-drucken">
      <button
        type="button"
        className="kern-btn kern-btn--tertiary"
        aria-label={`${stand || 'Kopieren'}: ${was}`}
        onClick={() => void copy(text).then((ok) => setStand(ok ? 'Kopiert' : 'Bitte von Hand kopieren'))}
      >
        <Symbol name={stand === 'Kopiert' ? 'check' : 'content-copy'} />
        <span className="kern-label">{stand || 'Kopieren'}</span>
      </button>
      <span className="kern-sr-only" role="status">
        {stand}
      </span>
    </span>
  );
}
