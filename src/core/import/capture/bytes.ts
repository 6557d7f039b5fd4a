/** The big-endian 16-bit number at `at`; 0 beyond the end. */
export function readUint16(data: Uint8Array, at: number): number {
  return ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);
}

/** The big-endian 32-bit number at `at`, unsigned; missing bytes count as 0. */
export function readUint32(data: Uint8Array, at: number): number {
  return readUint16(data, at) * 65536 + readUint16(data, at + 2);
}
