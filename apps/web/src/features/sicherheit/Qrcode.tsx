import { encode } from 'uqr';

/** A text as QR code, drawn in the browser: the secret in it goes nowhere else. */
export function Qrcode({ text, beschreibung }: { text: string; beschreibung: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      className="zst-qrcode"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={beschreibung}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
