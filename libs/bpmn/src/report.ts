import type { Finding } from './findings.js';
import { xmlFinding } from './xml-findings.js';
import type { Place } from './xml-findings.js';

/** The findings of one walk through an XML file, with their lines. */
export class Report {
  protected readonly findings: Finding[] = [];
  /** nothing after this can be judged */
  protected stopped = false;
  private line = 1;
  private nextBreak: number;

  constructor(protected readonly xml: string) {
    this.nextBreak = xml.indexOf('\n');
  }

  protected find(code: string, de: string, en: string, place: Partial<Place>): void {
    this.findings.push(xmlFinding(code, de, en, place));
  }

  protected stop(code: string, de: string, en: string, place: Partial<Place>): void {
    this.find(code, de, en, place);
    this.stopped = true;
  }

  protected broken(de: string, en: string, place: Partial<Place>): void {
    this.stop('XML_INVALID', `Kein lesbares BPMN: ${de}`, `Not readable as BPMN: ${en}`, place);
  }

  /** The line of an offset; offsets only grow, so all lines together are counted once. */
  protected lineOf(at: number): number {
    while (this.nextBreak >= 0 && this.nextBreak < at) {
      this.line += 1;
      this.nextBreak = this.xml.indexOf('\n', this.nextBreak + 1);
    }
    return this.line;
  }
}
