import type { ReactNode } from 'react';

const inlinePattern = /\*\*(.+?)\*\*|\[([^\]]+)\]\(((?:https?:\/\/|mailto:|tel:|\/)[^)\s]+)\)/g;

/** Bold text and links; everything else stays as written. */
function inline(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let last = 0;
  for (const match of text.matchAll(inlinePattern)) {
    parts.push(text.slice(last, match.index));
    if (match[1] !== undefined) parts.push(<strong key={match.index}>{match[1]}</strong>);
    else
      parts.push(
        <a key={match.index} href={match[3]}>
          {match[2]}
        </a>,
      );
    last = match.index + match[0].length;
  }
  parts.push(text.slice(last));
  return parts;
}

function block(lines: string[], key: number): ReactNode {
  const first = lines[0] ?? '';
  if (/^#{1,6}\s/.test(first))
    return (
      <p className="kern-title" key={key}>
        {inline(first.replace(/^#+\s*/, ''))}
      </p>
    );
  if (lines.every((line) => /^[-*]\s/.test(line)))
    return (
      <ul className="zst-liste" key={key}>
        {lines.map((line) => (
          <li key={line}>{inline(line.replace(/^[-*]\s*/, ''))}</li>
        ))}
      </ul>
    );
  return (
    <p className="kern-body" key={key}>
      {inline(lines.join(' '))}
    </p>
  );
}

/** A text of a form: paragraphs, lists, headings, bold and links of Markdown; never HTML. */
export function Textblock({ text }: { text: string }) {
  const blocks = text
    .split(/\n\s*\n/)
    .map((part) => part.split('\n').map((line) => line.trim()))
    .map((lines) => lines.filter(Boolean))
    .filter((lines) => lines.length > 0);
  return <div className="zst-stapel zst-stapel--eng">{blocks.map(block)}</div>;
}
