/**
 * Turns "something changed" into the file's new content, once after a burst of changes.
 * Drawing tools write the same model a little differently than the file was written,
 * so what they make of the unchanged file is remembered and reported as the unchanged file.
 */
export class Aenderungsmelder {
  private wartezeit: ReturnType<typeof setTimeout> | undefined;
  private unveraendert: { inhalt: string; geschrieben: string } | null = null;

  constructor(
    private readonly write: () => Promise<string>,
    private readonly changed: (inhalt: string) => void,
    private readonly verzoegerung = 250,
  ) {}

  /** Call when `inhalt` was just opened. */
  async begin(inhalt: string): Promise<void> {
    this.unveraendert = { inhalt, geschrieben: await this.write() };
  }

  readonly touch = (): void => {
    if (!this.unveraendert) return;
    clearTimeout(this.wartezeit);
    this.wartezeit = setTimeout(() => void this.report(), this.verzoegerung);
  };

  /** Reports at once what is still waiting. */
  flush(): void {
    if (this.wartezeit !== undefined) void this.report();
  }

  private async report(): Promise<void> {
    clearTimeout(this.wartezeit);
    this.wartezeit = undefined;
    const geschrieben = await this.write();
    this.changed(geschrieben === this.unveraendert?.geschrieben ? this.unveraendert.inhalt : geschrieben);
  }
}
