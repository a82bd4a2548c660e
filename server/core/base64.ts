const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

// core may name neither Buffer nor atob.
const valueOf = new Uint8Array(128);
for (let at = 0; at < alphabet.length; at += 1) valueOf[alphabet.charCodeAt(at)] = at;

/** Bytes from base64, with or without its padding; characters outside the alphabet count as zero. */
export function decodeBase64(text: string): Uint8Array {
  const clean = text.replace(/=+$/u, '');
  const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let out = 0;
  for (let at = 0; at < clean.length; at += 1) {
    bits = ((bits << 6) | (valueOf[clean.charCodeAt(at)] ?? 0)) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[out] = (bits >> held) & 0xff;
    out += 1;
  }
  return bytes;
}

/** Base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letter = (shift: number): string => alphabet[(three >> shift) & 63] ?? '';
    parts.push(
      letter(18) + letter(12) + (left > 1 ? letter(6) : '=') + (left > 2 ? letter(0) : '='),
    );
  }
  return parts.join('');
}
