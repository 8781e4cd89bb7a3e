import { anzeigename, dateiart, zielpfad } from './dateiart.js';

describe('dateiart', () => {
  it.each([
    ['zusteuerung.bpmn', 'bpmn'],
    ['nachrichten/eingang.md', 'nachricht'],
    ['szenarien/a.szenario.json', 'szenario'],
    ['kommune.json', 'kommune'],
    ['bild.png', 'sonstige'],
  ])('%s is %s', (pfad, art) => expect(dateiart(pfad)).toBe(art));
});

describe('anzeigename', () => {
  it('prefers the name of the model and makes one from the path otherwise', () => {
    expect(anzeigename({ pfad: 'z.bpmn', name: 'Zusteuerung' })).toBe('Zusteuerung');
    expect(
      anzeigename({ pfad: 'nachrichten/ruecksprache_cm.md', name: 'nachrichten/ruecksprache_cm.md' }),
    ).toBe('Ruecksprache cm');
    expect(anzeigename({ pfad: 'a.md', name: 'Zu {{referenz}}: abgelehnt' })).toBe('Zu …: abgelehnt');
    expect(anzeigename({ pfad: 'kommune.json', name: 'Rheine' })).toBe('Fristen und Einstellungen');
  });
});

describe('zielpfad', () => {
  it('replaces the known file of that name, else uses the folder of the kind', () => {
    expect(zielpfad('eingang.md', ['nachrichten/eingang.md'])).toBe('nachrichten/eingang.md');
    expect(zielpfad('neu.md', [])).toBe('nachrichten/neu.md');
    expect(zielpfad('neu.bpmn', ['a.bpmn'])).toBe('neu.bpmn');
  });
});
