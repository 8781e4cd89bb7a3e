import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import { schwereText, type ElementBefunde } from '../../befunde/befunde.js';

const overlayart = 'mod-befund';

/** diagram-js service: a badge and a coloured outline at each element with findings. */
export class Befundmarken {
  static $inject = ['overlays', 'elementRegistry', 'canvas'];
  private markiert: { elementId: string; klasse: string }[] = [];

  constructor(
    private readonly overlays: Overlays,
    private readonly elemente: ElementRegistry,
    private readonly canvas: Canvas,
  ) {}

  show(gruppen: readonly ElementBefunde[]): void {
    this.clear();
    for (const gruppe of gruppen) {
      const element = this.elemente.get(gruppe.elementId);
      if (!element) continue;
      const klasse = `mod-befund--${gruppe.severity}`;
      this.canvas.addMarker(gruppe.elementId, klasse);
      this.markiert.push({ elementId: gruppe.elementId, klasse });
      if (element === this.canvas.getRootElement()) continue;
      this.overlays.add(gruppe.elementId, overlayart, {
        position: { top: -14, right: 14 },
        scale: { min: 0.8, max: 1.2 },
        html: badge(gruppe),
      });
    }
  }

  private clear(): void {
    this.overlays.remove({ type: overlayart });
    for (const { elementId, klasse } of this.markiert)
      if (this.elemente.get(elementId)) this.canvas.removeMarker(elementId, klasse);
    this.markiert = [];
  }
}

function badge({ severity, befunde }: ElementBefunde): HTMLElement {
  const marke = document.createElement('div');
  marke.className = `mod-marke mod-marke--${severity}`;
  marke.dataset['testid'] = 'befundmarke';
  marke.textContent = befunde.length > 1 ? String(befunde.length) : severity === 'info' ? 'i' : '!';
  marke.title = befunde.map((befund) => `${schwereText[befund.severity]}: ${befund.message.de}`).join('\n');
  return marke;
}

export const befundmarkenModule = {
  __init__: ['befundmarken'],
  befundmarken: ['type', Befundmarken] as const,
};
