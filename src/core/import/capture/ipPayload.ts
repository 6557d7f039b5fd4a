/** What is inside an IP packet; `payload` is valid until the next packet. */
export interface IpPayload {
  /** Addresses as bytes within the frame, 4 or 16 each. */
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  /** Number of the protocol inside: 6 is TCP, 1 and 58 are ICMP. */
  readonly protocol: number;
  readonly payload: Uint8Array;
  /** Length of the payload on the wire: more than `payload.length` where the capture cut the frame. */
  readonly wireLength: number;
  /** Time to live or hop limit. */
  readonly hops: number;
}
