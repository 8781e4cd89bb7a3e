import { describeZeitraum } from '@zusteuerung/domain';
import type { Auskunft, Einsicht } from './datenschutz.dto.js';

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\n', '<br>');
const ZEIT = new Intl.DateTimeFormat('de-DE', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/Berlin',
});
const TAG = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeZone: 'UTC' });
const zeit = (am: string | null) => (am ? ZEIT.format(new Date(am)) : '');
const tag = (am: string) => TAG.format(new Date(am));

const WAS: Record<Einsicht['was'], string> = {
  gelesen: 'hat die Angaben gesehen',
  geaendert: 'hat die Angaben ergänzt oder geändert',
  auskunft: 'hat eine Auskunft erstellt',
};

const abschnitt = (titel: string, inhalt: string) =>
  `<section><h2>${titel}</h2>${inhalt || '<p class="leise">Nichts gespeichert.</p>'}</section>`;

function paare(zeilen: [string, string][]): string {
  if (zeilen.length === 0) return '';
  const reihen = zeilen.map(
    ([frage, antwort]) => `<tr><th scope="row">${escape(frage)}</th><td>${escape(antwort)}</td></tr>`,
  );
  return `<table>${reihen.join('')}</table>`;
}

const gruppen = (alle: Auskunft['angaben']) =>
  alle
    .map(({ gruppe, eintraege }) => {
      const zeilen = eintraege.map(({ frage, antwort }) => [frage, antwort] as [string, string]);
      return `${gruppe ? `<h3>${escape(gruppe)}</h3>` : ''}${paare(zeilen)}`;
    })
    .join('');

const dauer = ({ text, frist, nachrichten, endeAm }: Auskunft['speicherdauer']) =>
  `${text}: ${describeZeitraum(frist)} nach dem Ende des Vorgangs (${endeAm ? zeit(endeAm) : 'er läuft noch'}); Nachrichten: ${describeZeitraum(nachrichten)}`;

const FORM = { schriftlich: 'schriftlich', muendlich: 'mündlich', elektronisch: 'elektronisch' };

const einwilligungen = (alle: Auskunft['einwilligungen']) =>
  alle
    .map((eine) =>
      paare([
        ['Erteilt am', `${tag(eine.erteiltAm)}, ${FORM[eine.form]}`],
        [
          'Durch',
          eine.durch === 'person' ? 'die Person selbst' : 'Sorgeberechtigte oder gesetzliche Vertretung',
        ],
        ['Empfänger', eine.empfaenger.map(({ name }) => name).join(', ')],
        ['Zwecke', eine.zwecke.join(', ')],
        ...(eine.umstaende ? [['Besondere Umstände', eine.umstaende] as [string, string]] : []),
        ['Umfasst Gesundheit und Herkunft', eine.besondere ? 'ja' : 'nein'],
        ['Text', eine.text],
        ...(eine.widerrufenAm ? [['Widerrufen am', zeit(eine.widerrufenAm)] as [string, string]] : []),
      ]),
    )
    .join('');

const aufgaben = (alle: Auskunft['aufgaben']) =>
  alle
    .map(({ name, status, gruppen: wer, erledigtAm, erledigtVon, antworten }) => {
      const kopf: [string, string] = [
        'Stand',
        [status, zeit(erledigtAm), erledigtVon ?? ''].filter(Boolean).join(', '),
      ];
      const zeilen = antworten.map(({ frage, antwort }) => [frage, antwort] as [string, string]);
      return `<h3>${escape(name)}</h3>${paare([kopf, ['Bei', wer.join(', ')], ...zeilen])}`;
    })
    .join('');

const STIL = `body{font:11pt/1.45 "Segoe UI",Arial,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#111}
h1{font-size:1.6em}h2{font-size:1.2em;border-bottom:1px solid #666;margin-top:2em}h3{font-size:1em;margin-bottom:.2em}
table{border-collapse:collapse;width:100%;margin-bottom:1em}th,td{text-align:left;vertical-align:top;padding:.25em .6em .25em 0;
border-bottom:1px solid #ddd;overflow-wrap:anywhere}th{width:38%;font-weight:600}.leise{color:#555}tr,h2,h3{break-inside:avoid}
h2,h3{break-after:avoid}@page{margin:2cm}`;

/** The same as JSON holds, as a German page to read and to print; needs nothing from anywhere. */
export function renderAuskunft(auskunft: Auskunft): string {
  const { referenz, titel, verantwortlich, erstelltAm, begruendung } = auskunft;
  const teile = [
    abschnitt('Angaben zu Personen', gruppen(auskunft.person)),
    abschnitt('Angaben zum Fall', gruppen(auskunft.angaben)),
    abschnitt('Einwilligungen', einwilligungen(auskunft.einwilligungen)),
    abschnitt(
      'Wer den Fall kennt',
      paare(
        auskunft.stellen.map(({ organisation, art, von, bis }) => [
          organisation,
          `${art}, seit ${zeit(von)}${bis ? ` bis ${zeit(bis)}` : ''}`,
        ]),
      ),
    ),
    abschnitt(
      'Wie der Vorschlag entstand',
      paare(
        begruendung.flatMap(({ entscheidung, zeilen }) =>
          zeilen.map(({ text, ergebnis }) => [entscheidung, `${text} → ${ergebnis}`] as [string, string]),
        ),
      ),
    ),
    abschnitt('Aufgaben und Antworten', aufgaben(auskunft.aufgaben)),
    abschnitt(
      'Verlauf',
      paare(auskunft.verlauf.map(({ am, wer, text }) => [zeit(am), wer ? `${text} (${wer})` : text])),
    ),
    abschnitt('Rückmeldungen', paare(auskunft.rueckmeldungen.map(({ am, text }) => [zeit(am), text]))),
    abschnitt(
      'Termine',
      paare(
        auskunft.termine.map(({ titel, beginn, ort, status, teilnehmende }) => [
          zeit(beginn),
          [titel, ort, status === 'abgesagt' ? 'abgesagt' : '', `eingeladen: ${teilnehmende.join(', ')}`]
            .filter(Boolean)
            .join('\n'),
        ]),
      ),
    ),
    abschnitt(
      'Nachrichten',
      paare(
        auskunft.nachrichten.map(({ am, an, betreff, text }) => [
          `${zeit(am)} an ${an}`,
          `${betreff}\n${text}`,
        ]),
      ),
    ),
    abschnitt(
      'Wer die Angaben zur Person gesehen hat',
      paare(
        auskunft.einsichten.map(({ am, wer, stelle, was }) => [
          zeit(am),
          `${wer}${stelle ? ` (${stelle})` : ''} ${WAS[was]}`,
        ]),
      ),
    ),
  ];
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Auskunft ${escape(referenz)}</title><style>${STIL}</style></head><body>
<h1>Auskunft über gespeicherte Daten</h1>
${paare([
  ['Vorgang', `${referenz}: ${titel}`],
  ['Stand', auskunft.statusText],
  ['Eingegangen', zeit(auskunft.eingegangenAm)],
  ['Herkunft der Daten', auskunft.herkunft],
  ['Verantwortlich', verantwortlich],
  ['Speicherdauer', dauer(auskunft.speicherdauer)],
  ['Erstellt', zeit(erstelltAm)],
])}
<p>Sie haben das Recht auf Berichtigung, Löschung, Einschränkung der Verarbeitung und Übertragung Ihrer Daten und auf
Beschwerde bei einer Datenschutz-Aufsichtsbehörde. Eine Einwilligung können Sie jederzeit widerrufen; was bis dahin
geschah, bleibt rechtmäßig. Regeln machen nur Vorschläge, entschieden haben Menschen.</p>
${teile.join('\n')}</body></html>`;
}
