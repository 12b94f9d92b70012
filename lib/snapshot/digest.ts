/** Node.js takes a while to load what makes digests, and not all that read Snapshots want one. */
export function sha256() {
  return process.getBuiltinModule('node:crypto').createHash('sha256');
}

/** The SHA-256 of bytes, in hexadecimal. */
export function digestOf(bytes: Uint8Array): string {
  return sha256().update(bytes).digest('hex');
}
