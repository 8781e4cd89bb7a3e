/**
 * Whether something is a path of this application, as the parameter `weiter` must be: a link must not lead people
 * elsewhere after signing in. Browsers drop tabs and line breaks from addresses and read backslashes as slashes, so that
 * what stands before the second slash counts only without them.
 */
export const isEigenerPfad = (pfad: string | null): pfad is string =>
  pfad !== null && /^\/(?![/\\])[^\p{Cc}\s\\]{0,500}$/u.test(pfad);
