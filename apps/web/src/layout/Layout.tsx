import { Outlet } from 'react-router';
import { Fuss } from './Fuss.js';
import { Kopf } from './Kopf.js';

/** Landmarks of every page. */
export function Layout() {
  return (
    <div className="zst-app">
      <a className="zst-sprung kern-link" href="#inhalt">
        Zum Inhalt springen
      </a>
      <Kopf />
      <main id="inhalt" className="zst-inhalt" tabIndex={-1}>
        <div className="zst-breite">
          <Outlet />
        </div>
      </main>
      <Fuss />
    </div>
  );
}
