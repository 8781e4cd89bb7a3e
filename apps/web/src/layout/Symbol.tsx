/** A decorative KERN icon; the text beside it says what it means. */
export function Symbol({
  name,
  groesse,
}: {
  name: string;
  groesse?: 'small' | 'default' | 'large' | 'x-large';
}) {
  const size = groesse ? ` kern-icon--${groesse}` : '';
  return <span className={`kern-icon kern-icon--${name}${size}`} aria-hidden="true" />;
}
