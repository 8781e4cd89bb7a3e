import type { Codes } from './codes.js';

/** What `readBpmn` finds in the XML itself; `{…}` stands for what the file says there. */
export const xmlCodes: Codes = {
  XML_INVALID: {
    severity: 'error',
    at: 'file',
    de: 'Kein lesbares BPMN: {detail}.',
    en: 'Not readable as BPMN: {detail}.',
  },
  XML_ENTITY: {
    severity: 'error',
    at: 'file',
    de: 'Die Entität „{entity}“ ist nicht bekannt.',
    en: 'The entity "{entity}" is not known.',
    fix: { de: 'Das Zeichen selbst schreiben.', en: 'Write the character itself.' },
  },
  DOCTYPE: {
    severity: 'error',
    at: 'file',
    de: 'Die Datei enthält eine DOCTYPE-Angabe; Entitäten werden nicht gelesen.',
    en: 'The file holds a DOCTYPE; entities are not read.',
    fix: { de: 'Die DOCTYPE-Angabe löschen.', en: 'Delete the DOCTYPE.' },
  },
  TOO_LARGE: {
    severity: 'error',
    at: 'file',
    de: 'Die Datei ist größer als 2 MB.',
    en: 'The file is larger than 2 MB.',
    fix: {
      de: 'Teilprozesse in eigene Dateien legen und aufrufen.',
      en: 'Put sub-processes into files of their own and call them.',
    },
  },
  TOO_MANY_ATTRIBUTES: {
    severity: 'error',
    at: 'any element',
    de: 'Ein Element hat mehr als {most} Attribute.',
    en: 'An element has more than {most} attributes.',
  },
  TOO_MANY_REFERENCES: {
    severity: 'error',
    at: 'any element',
    de: 'Ein Element hat mehr als {most} Verweise.',
    en: 'An element has more than {most} references.',
  },
  TOO_DEEP: {
    severity: 'error',
    at: 'any element',
    de: 'Die Elemente sind mehr als {most} Ebenen tief verschachtelt.',
    en: 'Elements nest more than {most} levels deep.',
  },
  TOO_MANY_NAMESPACES: {
    severity: 'error',
    at: 'any element',
    de: 'Hier gelten mehr als {most} Namensräume.',
    en: 'More than {most} namespaces hold here.',
  },
  UNKNOWN_NAMESPACE: {
    severity: 'error',
    at: 'any element',
    de: '„{name}“ gehört zu keinem Namensraum, der hier stehen darf.',
    en: '"{name}" is of no namespace that may stand here.',
    fix: {
      de: 'Das Kürzel mit xmlns erklären und Fremdes in „extensionElements“ legen.',
      en: 'Declare the prefix with xmlns, and put what is foreign into "extensionElements".',
    },
  },
  XML_UNKNOWN_ELEMENT: {
    severity: 'error',
    at: 'any element',
    de: 'Das Element „{name}“ gibt es in seinem Namensraum nicht.',
    en: 'No schema of this namespace knows the element "{name}".',
    fix: { de: 'Die Schreibweise prüfen.', en: 'Check the spelling.' },
  },
  XML_UNKNOWN_ATTRIBUTE: {
    severity: 'warning',
    at: 'any element',
    de: 'Das Attribut „{name}“ hat hier keine Bedeutung.',
    en: 'The attribute "{name}" means nothing here.',
    fix: { de: 'Das Attribut entfernen.', en: 'Remove the attribute.' },
  },
  XML_MISPLACED_ELEMENT: {
    severity: 'error',
    at: 'any element',
    de: 'Das Element „{name}“ gehört nicht an diese Stelle ({detail}).',
    en: 'The element "{name}" has no place here ({detail}).',
  },
  XML_TEXT_MISPLACED: {
    severity: 'error',
    at: 'any element',
    de: 'Der Text „{text}“ hat in „{name}“ keinen Platz.',
    en: 'The text "{text}" has no place in "{name}".',
    fix: { de: 'Den Text entfernen.', en: 'Remove the text.' },
  },
  ID_INVALID: {
    severity: 'error',
    at: 'any element',
    de: '„{id}“ ist keine Kennung: Erlaubt sind Buchstaben ohne Umlaute, Ziffern, „_“, „-“ und „.“, am Anfang keine Ziffer.',
    en: '"{id}" is not an id.',
    fix: { de: 'Die Kennung umbenennen.', en: 'Rename the id.' },
  },
  DUPLICATE_ID: {
    severity: 'error',
    at: 'any element',
    de: 'Die Kennung „{id}“ ist mehrfach vergeben.',
    en: 'The id "{id}" is used more than once.',
    fix: { de: 'Eine der Kennungen ändern.', en: 'Change one of the ids.' },
  },
  UNRESOLVED_REFERENCE: {
    severity: 'error',
    at: 'any element; in the diagram only a warning',
    de: 'Der Verweis „{property}“ zeigt auf „{id}“, das es in der Datei nicht gibt.',
    en: 'The reference "{property}" points to "{id}", which the file does not hold.',
    fix: { de: 'Den Verweis berichtigen oder entfernen.', en: 'Correct or remove the reference.' },
  },
  NOT_EXECUTABLE: {
    severity: 'error',
    at: 'elements of choreographies and other elements that no process executes',
    de: '„{element}“ lässt sich nicht ausführen und hat in einer ausführbaren Datei keinen Platz.',
    en: '"{element}" cannot be executed and has no place in an executable file.',
    fix: { de: 'In eine eigene Datei legen.', en: 'Put it into a file of its own.' },
  },
};
