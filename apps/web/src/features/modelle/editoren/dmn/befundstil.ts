import { groupByElement } from '../../befunde/befunde.js';
import type { Befund } from '../../api/types.js';

/**
 * Marks elements with findings in drawing and tables by a stylesheet of its own:
 * dmn-js rebuilds its cells at every change and would drop classes, and a strict CSP allows constructed sheets.
 */
export class Befundstil {
  private readonly blatt = new CSSStyleSheet();

  constructor() {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.blatt];
  }

  show(befunde: readonly Befund[]): void {
    const regeln = groupByElement(befunde).map(({ elementId, severity }) => {
      const id = CSS.escape(elementId);
      const farbe = `var(--zst-befund-${severity})`;
      return [
        `.mod-dmn td[data-element-id="${id}"], .mod-dmn th[data-col-id="${id}"], .mod-dmn td.rule-index[data-row-id="${id}"]`,
        `{ box-shadow: inset 0 0 0 3px ${farbe}; }`,
        `.mod-dmn g[data-element-id="${id}"] .djs-visual > :first-child { stroke: ${farbe} !important; stroke-width: 3px !important; }`,
      ].join('\n');
    });
    this.blatt.replaceSync(regeln.join('\n'));
  }

  remove(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((blatt) => blatt !== this.blatt);
  }
}
