import { LINK_STUNDEN } from './links.service.js';

/** The mail that brings a person the link to choose a password. */
export function renderLinkMail(anlass: {
  name: string;
  kommune: string;
  zweck: keyof typeof LINK_STUNDEN;
  link: string;
}): { betreff: string; text: string } {
  const { name, kommune, zweck, link } = anlass;
  const [betreff, satz] =
    zweck === 'einladung'
      ? ['Ihr Zugang zur Zusteuerung', `für Sie wurde ein Konto bei der Zusteuerung (${kommune}) angelegt.`]
      : [
          'Neues Passwort für die Zusteuerung',
          `Ihre Administration (${kommune}) hat Ihnen einen Link für ein neues Passwort erstellt.`,
        ];
  const text = `Guten Tag ${name},

${satz}

Bitte legen Sie hier Ihr Passwort fest:
${link}

Der Link gilt ${LINK_STUNDEN[zweck]} Stunden und nur ein Mal. Wenn Sie damit nichts anfangen können, brauchen Sie nichts zu tun.
`;
  return { betreff, text };
}
