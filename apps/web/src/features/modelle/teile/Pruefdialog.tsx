import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { FehlerHinweis, Hinweis } from '../../../bausteine/Hinweis.js';
import { Knopf } from '../../../bausteine/Knopf.js';
import { Textbereich } from '../../../bausteine/Textbereich.js';
import { deploy } from '../api/modelle.js';
import type { Befund, Bereitstellung, Dateiinhalt } from '../api/types.js';
import { hasErrors, teileBefunde } from '../befunde/befunde.js';
import { namenIn } from '../befunde/namen.js';
import { artText } from '../dateiart.js';
import { useEntwuerfe, useModelle, usePruefung } from '../sitzung.js';
import { Wirkung } from '../wirkung/Wirkung.js';
import { Befundliste } from './Befundliste.js';

function useBereitstellen(onClose: () => void) {
  const { speicher, pruefung } = useModelle();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const settle = async (ergebnis: Bereitstellung) => {
    if (ergebnis.art === 'abgelehnt') return pruefung.accept(ergebnis.befunde);
    await queries.invalidateQueries({ queryKey: ['modelle'] });
    onClose();
    if (ergebnis.art === 'veraltet') return;
    speicher.discardAll();
    await navigate('/modelle', { state: { bereitgestellt: ergebnis.version } });
  };
  return useMutation({
    mutationFn: (kommentar: string) => {
      const { entwuerfe, basisVersion } = speicher.getSnapshot();
      const dateien = entwuerfe.map(({ pfad, inhalt }) => ({ pfad, inhalt }));
      return deploy({ dateien, kommentar, basisVersion: basisVersion ?? 0 });
    },
    onSuccess: settle,
  });
}

/** Last look before a deployment: changed files, findings, a comment. */
export function Pruefdialog({ onClose }: { onClose(): void }) {
  const { pruefung } = useModelle();
  const dialog = useRef<HTMLDialogElement>(null);
  const titel = useId();
  const bereitstellen = useBereitstellen(onClose);
  useEffect(() => {
    dialog.current?.showModal();
    void pruefung.run();
  }, [pruefung]);
  return (
    <dialog ref={dialog} className="kern-dialog mod-dialog" aria-labelledby={titel} onClose={onClose}>
      <header className="kern-dialog__header">
        <h2 className="kern-title kern-title--large" id={titel}>
          Prüfen und bereitstellen
        </h2>
      </header>
      <Inhalt
        laeuft={bereitstellen.isPending}
        fehler={bereitstellen.error}
        onDeploy={(kommentar) => bereitstellen.mutate(kommentar)}
        onClose={onClose}
      />
    </dialog>
  );
}

interface Inhaltprops {
  laeuft: boolean;
  fehler: unknown;
  onDeploy(kommentar: string): void;
  onClose(): void;
}

function Inhalt({ laeuft, fehler, onDeploy, onClose }: Inhaltprops) {
  const [kommentar, setKommentar] = useState('');
  const [fehlt, setFehlt] = useState(false);
  const { stand, darfBereitstellen } = useModelle();
  const { basisVersion } = useEntwuerfe();
  const { status, befunde } = usePruefung();
  const frei =
    status === 'fertig' && !hasErrors(befunde) && darfBereitstellen && stand.version === basisVersion;
  const submit = () => {
    if (!kommentar.trim()) return setFehlt(true);
    if (frei && !laeuft) onDeploy(kommentar.trim());
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="kern-dialog__body mod-dialog__inhalt">
        <Dateien />
        <Ergebnis />
        <Wirkung />
        <Kommentar
          wert={kommentar}
          fehlt={fehlt && !kommentar.trim()}
          onChange={(wert) => setKommentar(wert)}
        />
        <p className="zst-leise">
          Laufende Vorgänge bleiben auf ihrer Version. Neue Vorgänge beginnen mit der neuen.
        </p>
        {fehler ? <FehlerHinweis fehler={fehler} titel="Die Version wurde nicht bereitgestellt" /> : null}
      </div>
      <footer className="kern-dialog__footer">
        <Knopf art="tertiary" onClick={onClose}>
          Zurück zur Bearbeitung
        </Knopf>
        <Knopf type="submit" disabled={!frei} beschaeftigt={laeuft} data-testid="bereitstellen">
          {laeuft ? 'Wird bereitgestellt …' : 'Neue Version bereitstellen'}
        </Knopf>
      </footer>
    </form>
  );
}

function Dateien() {
  const { entwuerfe } = useEntwuerfe();
  return (
    <div>
      <h3 className="kern-title">Geänderte Dateien</h3>
      <ul className="mod-liste">
        {entwuerfe.map(({ pfad, name, ausgang }) => (
          <li key={pfad}>
            {name}{' '}
            <span className="zst-leise">
              · {artText(pfad)}
              {ausgang === null ? ', neu' : ''}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Ergebnis() {
  const { status, befunde } = usePruefung();
  const { stand, pruefung } = useModelle();
  const { basisVersion, entwuerfe } = useEntwuerfe();
  const namen = useMemo(() => namenIn(entwuerfe.map(({ inhalt }) => inhalt)), [entwuerfe]);
  if (basisVersion !== null && stand.version > basisVersion)
    return (
      <Hinweis art="warning" titel={`Inzwischen gibt es Version ${stand.version}`}>
        <p className="kern-body">
          Schließen Sie diesen Dialog. Oben auf der Seite steht, wie Sie Ihre Änderungen übernehmen können.
        </p>
      </Hinweis>
    );
  if (status === 'gestoert')
    return (
      <Hinweis art="danger" titel="Die Prüfung ist gerade nicht möglich" melden>
        <Knopf art="secondary" onClick={() => void pruefung.run()}>
          Noch einmal prüfen
        </Knopf>
      </Hinweis>
    );
  if (status !== 'fertig') return <p role="status">Die Änderungen werden geprüft …</p>;
  if (!befunde.length)
    return <Hinweis art="success" titel="Die Prüfung hat keine Auffälligkeiten gefunden" />;
  return (
    <div className="zst-stapel zst-stapel--eng">
      {hasErrors(befunde) ? (
        <Hinweis art="danger" titel="So kann die Version nicht bereitgestellt werden" melden>
          <p className="kern-body">
            Mit diesen Fehlern würden Vorgänge stehen bleiben. Bitte beheben Sie sie zuerst.
          </p>
        </Hinweis>
      ) : (
        <Hinweis
          art="info"
          titel={
            teileBefunde(befunde, entwuerfe).hier.length > 0
              ? 'Sie können bereitstellen, sehen Sie sich aber diese Hinweise an'
              : 'Sie können bereitstellen'
          }
        />
      )}
      <Befunde befunde={befunde} geaendert={entwuerfe} nameOf={(id) => namen.get(id)} />
    </div>
  );
}

interface Befundeprops {
  befunde: readonly Befund[];
  geaendert: readonly Dateiinhalt[];
  nameOf(id: string): string | undefined;
}

/** What concerns the changed files, and every error; the rest folded. */
function Befunde({ befunde, geaendert, nameOf }: Befundeprops) {
  const { hier, anderswo } = teileBefunde(befunde, geaendert);
  return (
    <>
      {hier.length > 0 ? (
        <Befundliste befunde={hier} nameOf={nameOf} />
      ) : (
        <p className="kern-body">Zu den geänderten Dateien gibt es keine Hinweise.</p>
      )}
      {anderswo.length > 0 ? (
        <details className="mod-befund-beispiel" data-testid="befunde-anderswo">
          <summary>Weitere Hinweise in unveränderten Dateien ({anderswo.length})</summary>
          <Befundliste befunde={anderswo} nameOf={nameOf} />
        </details>
      ) : null}
    </>
  );
}

function Kommentar({
  wert,
  fehlt,
  onChange,
}: {
  wert: string;
  fehlt: boolean;
  onChange(wert: string): void;
}) {
  const id = useId();
  return (
    <Textbereich
      id={id}
      beschriftung="Was haben Sie geändert?"
      hinweis="Ein Satz für die Versionsliste, zum Beispiel: „Schwelle für Case Management auf drei Lebensbereiche erhöht.“"
      maxLength={500}
      value={wert}
      fehler={fehlt ? 'Bitte schreiben Sie in einem Satz, was Sie geändert haben.' : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
