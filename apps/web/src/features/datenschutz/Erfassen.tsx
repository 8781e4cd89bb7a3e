import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api, daten } from '../../api/client.js';
import { fehlerAn } from '../../api/fehler.js';
import type { EinwilligungEingabe, Einwilligungen } from '../../api/typen.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Textfeld } from '../../bausteine/Textfeld.js';

const wertOf = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

function eingabeOf(form: FormData): EinwilligungEingabe {
  const umstaende = wertOf(form, 'umstaende');
  return {
    text: wertOf(form, 'text'),
    sprache: wertOf(form, 'sprache'),
    empfaenger: form.getAll('empfaenger').map(String),
    zwecke: wertOf(form, 'zwecke')
      .split(';')
      .flatMap((zweck) => zweck.trim() || []),
    form: wertOf(form, 'form') as EinwilligungEingabe['form'],
    durch: wertOf(form, 'durch') as EinwilligungEingabe['durch'],
    besondere: form.has('besondere'),
    erteiltAm: wertOf(form, 'erteiltAm'),
    ...(umstaende && { umstaende }),
  };
}

/** Records a consent given on paper or in a talk. */
export function Erfassen({ id, alle, onFertig }: { id: string; alle: Einwilligungen; onFertig: () => void }) {
  const client = useQueryClient();
  const erfassen = useMutation({
    mutationFn: (body: EinwilligungEingabe) =>
      daten(api.POST('/api/vorgaenge/{id}/einwilligungen', { params: { path: { id } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['vorgaenge'] });
      onFertig();
    },
  });
  const absenden = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    erfassen.mutate(eingabeOf(new FormData(event.currentTarget)));
  };
  return (
    <form className="zst-stapel" onSubmit={absenden} aria-label="Einwilligung erfassen">
      <div className="kern-form-input zst-text">
        <label className="kern-label" htmlFor="ew-text">
          Was wurde der Person gesagt?
        </label>
        <textarea
          className="kern-form-input__input"
          id="ew-text"
          name="text"
          rows={6}
          required
          minLength={20}
          defaultValue={alle.vorlage?.text ?? ''}
        />
      </div>
      <Textfeld
        id="ew-zwecke"
        name="zwecke"
        beschriftung="Zwecke"
        hinweis="Mehrere mit Strichpunkt trennen"
        required
        defaultValue={alle.vorlage?.zwecke.join('; ') ?? ''}
      />
      <fieldset className="zst-stapel zst-stapel--eng">
        <legend className="kern-label">Wer darf die Angaben bekommen?</legend>
        {alle.organisationen.map(({ id: organisation, name, regime }) => (
          <label key={organisation}>
            <input type="checkbox" name="empfaenger" value={organisation} /> {name}
            {regime === 'KDG' ? ' (KDG: Schriftform)' : ''}
          </label>
        ))}
      </fieldset>
      <Auswahl
        name="form"
        beschriftung="Form"
        wahl={{ schriftlich: 'Schriftlich', muendlich: 'Mündlich', elektronisch: 'Elektronisch' }}
      />
      <Textfeld
        id="ew-umstaende"
        name="umstaende"
        beschriftung="Besondere Umstände"
        hinweis="Wenn kirchliches Recht gilt und sie nicht schriftlich ist"
        fehler={fehlerAn(erfassen.error, 'umstaende')}
      />
      <Auswahl
        name="durch"
        beschriftung="Wer hat eingewilligt?"
        wahl={{
          person: 'Die Person selbst',
          sorgeberechtigte: 'Sorgeberechtigte oder gesetzliche Vertretung',
        }}
      />
      <label>
        <input type="checkbox" name="besondere" /> Sie umfasst ausdrücklich Gesundheit und Herkunft
      </label>
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

function Auswahl({
  name,
  beschriftung,
  wahl,
}: {
  name: string;
  beschriftung: string;
  wahl: Record<string, string>;
}) {
  return (
    <div className="kern-form-input zst-text">
      <label className="kern-label" htmlFor={`ew-${name}`}>
        {beschriftung}
      </label>
      <div className="kern-form-input__select-wrapper">
        <select className="kern-form-input__select" id={`ew-${name}`} name={name}>
          {Object.entries(wahl).map(([wert, text]) => (
            <option key={wert} value={wert}>
              {text}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
