// Imported first by component tests: what jsdom lacks, React wants, and the router asks for when it loads.

class Utf8Encoder {
  encode(text: string): Uint8Array {
    const bytes = encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    );
    return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
  }
}

Object.assign(globalThis, { TextEncoder: Utf8Encoder, IS_REACT_ACT_ENVIRONMENT: true });
Object.assign(window, { scrollTo: () => undefined });
Object.assign(HTMLElement.prototype, { scrollIntoView: () => undefined });
Object.assign(HTMLDialogElement.prototype, { showModal: () => undefined, close: () => undefined });
