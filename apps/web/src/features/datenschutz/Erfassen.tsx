import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, daten } from '../../api/client.js';
import { useEinmal } from '../../api/einmal.js';
import { fehlerAn } from '../../api/fehler.js';
import type { EinwilligungEingabe, Einwilligungen } from '../../api/typen.js';
import { Ankreuzliste } from '../../bausteine/Ankreuzliste.js';
import { Auswahlfeld } from '../../bausteine/Auswahlfeld.js';
import { Haken } from '../../bausteine/Haken.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Textbereich } from '../../bausteine/Textbereich.js';
import { Textfeld } from '../../bausteine/Textfeld.js';

const wertOf = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

const FORMEN = [
  { wert: 'schriftlich', text: 'Schriftlich' },
  { wert: 'muendlich', text: 'Mündlich' },
  { wert: 'elektronisch', text: 'Elektronisch' },
];
const DURCH = [
  { wert: 'person', text: 'Die Person selbst' },
  { wert: 'sorgeberechtigte', text: 'Sorgeberechtigte oder gesetzliche Vertretung' },
];

type Angekreuzt = Pick<EinwilligungEingabe, 'empfaenger' | 'besondere'>;

function eingabeOf(form: FormData, angekreuzt: Angekreuzt): EinwilligungEingabe {
  const umstaende = wertOf(form, 'umstaende');
  return {
    text: wertOf(form, 'text'),
    sprache: wertOf(form, 'sprache'),
    ...angekreuzt,
    zwecke: wertOf(form, 'zwecke')
      .split(';')
      .flatMap((zweck) => zweck.trim() || []),
    form: wertOf(form, 'form') as EinwilligungEingabe['form'],
    durch: wertOf(form, 'durch') as EinwilligungEingabe['durch'],
    erteiltAm: wertOf(form, 'erteiltAm'),
    ...(umstaende && { umstaende }),
  };
}

/** Records a consent given on paper or in a talk. */
export function Erfassen({ id, alle, onFertig }: { id: string; alle: Einwilligungen; onFertig: () => void }) {
  const client = useQueryClient();
  const schluesselFor = useEinmal();
  const [empfaenger, setEmpfaenger] = useState<string[]>([]);
  const [besondere, setBesondere] = useState(false);
  const erfassen = useMutation({
    mutationFn: (body: EinwilligungEingabe) =>
      daten(
        api.POST('/api/vorgaenge/{id}/einwilligungen', {
          params: { path: { id }, header: { 'Idempotency-Key': schluesselFor(body) } },
          body,
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['vorgaenge'] });
      onFertig();
    },
  });
  const absenden = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    erfassen.mutate(eingabeOf(new FormData(event.currentTarget), { empfaenger, besondere }));
  };
  return (
    <form className="zst-stapel" onSubmit={absenden} aria-label="Einwilligung erfassen">
      <Textbereich
        id="ew-text"
        name="text"
        beschriftung="Was wurde der Person gesagt?"
        rows={6}
        required
        minLength={20}
        defaultValue={alle.vorlage?.text ?? ''}
      />
      <Textfeld
        id="ew-zwecke"
        name="zwecke"
        beschriftung="Zwecke"
        hinweis="Mehrere mit Strichpunkt trennen"
        required
        defaultValue={alle.vorlage?.zwecke.join('; ') ?? ''}
      />
      <Ankreuzliste
        id="ew-empfaenger"
        beschriftung="Wer darf die Angaben bekommen?"
        fehler={fehlerAn(erfassen.error, 'empfaenger')}
        optionen={alle.organisationen.map(({ id: wert, name, regime }) => ({
          wert,
          text: `${name}${regime === 'KDG' ? ' (KDG: Schriftform)' : ''}`,
        }))}
        gewaehlt={empfaenger}
        onGewaehlt={setEmpfaenger}
      />
      <Auswahlfeld id="ew-form" name="form" beschriftung="Form" optionen={FORMEN} />
      <Textfeld
        id="ew-umstaende"
        name="umstaende"
        beschriftung="Besondere Umstände"
        hinweis="Wenn kirchliches Recht gilt und sie nicht schriftlich ist"
        fehler={fehlerAn(erfassen.error, 'umstaende')}
      />
      <Auswahlfeld id="ew-durch" name="durch" beschriftung="Wer hat eingewilligt?" optionen={DURCH} />
      <Haken
        id="ew-besondere"
        text="Sie umfasst ausdrücklich Gesundheit und Herkunft"
        an={besondere}
        onAn={setBesondere}
      />
      <Textfeld
        id="ew-am"
        name="erteiltAm"
        type="date"
        beschriftung="Erteilt am"
        required
        fehler={fehlerAn(erfassen.error, 'erteiltAm')}
      />
      <Textfeld
        id="ew-sprache"
        name="sprache"
        beschriftung="Sprache des Textes"
        required
        defaultValue={alle.vorlage?.sprache ?? 'de'}
      />
      {erfassen.error ? <FehlerHinweis fehler={erfassen.error} titel="Noch nicht erfasst" /> : null}
      <div className="zst-knoepfe">
        <Knopf type="submit" beschaeftigt={erfassen.isPending}>
          Erfassen
        </Knopf>
        <Knopf art="secondary" onClick={onFertig}>
          Abbrechen
        </Knopf>
      </div>
    </form>
  );
}
