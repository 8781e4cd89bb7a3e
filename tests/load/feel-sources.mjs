// Expressions that are measured beside feelin, and the variables that they see.
export const context = {
  a: 3,
  b: 4,
  s: 'Köln',
  d: '2026-03-01',
  meldung: { bereiche: ['wohnen', 'arbeit', 'gesundheit'], alter: 17, institutionen: 2 },
  xs: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  ps: [1, 2, 3, 4, 5].map((n) => ({ n, aktiv: n % 2 === 0 })),
};

export const expressions = [
  'meldung.alter',
  'meldung.alter >= 18',
  'a + b * 2',
  'a * 1.19',
  'a / 7',
  's = "Köln" and a > 2',
  'count(meldung.bereiche) >= 2 and meldung.institutionen >= 2',
  'list contains(meldung.bereiche, "arbeit")',
  'if a > 2 then "ja" else "nein"',
  'for x in xs return x * 2',
  'xs[item > 5]',
  'ps[aktiv].n',
  'some x in xs satisfies x > 8',
  'date(d) + duration("P14D")',
  'today() > date("2026-01-01")',
  'string length(s) + 1',
  'matches(s, "^K.*n$")',
  '{a: a, b: a + b}',
];
