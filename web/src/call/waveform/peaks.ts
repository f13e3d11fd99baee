/** The lowest and highest sample of each bucket, per channel, as the API packs them. */
export interface Peaks {
  /** Seconds that a bucket covers. */
  bucket: number;
  /** Where the first bucket begins, in seconds. */
  start: number;
  /** Per channel, its largest sample, 0 to 32768. */
  loudest: number[];
  /** Per channel, lowest and highest by turns; 127 is the channel's loudest sample. */
  channels: Int8Array[];
}

const HEAD = 20;

/** Reads what `GET /v1/recordings/{id}/peaks` sends. */
export function read(packed: ArrayBuffer): Peaks {
  const view = new DataView(packed);
  if (packed.byteLength < HEAD || view.getUint32(0) !== 0x45435031) throw new Error("these are no peaks");
  const count = view.getUint8(4);
  const bucket = view.getUint16(6, true) / 1000;
  const buckets = view.getUint32(12, true);
  if (packed.byteLength !== HEAD + count * buckets * 2) throw new Error("these peaks are cut short");
  const each = Array.from({ length: count }, (_, at) => at);
  return {
    bucket,
    start: view.getUint32(8, true) * bucket,
    loudest: each.map((at) => view.getUint16(16 + 2 * at, true)),
    channels: each.map((at) => new Int8Array(packed, HEAD + at * buckets * 2, buckets * 2)),
  };
}

/** Gives each column of a drawing its lowest and highest value, -1 to 1; columns without sound stay 0. */
export function columns(
  peaks: Peaks,
  channel: number,
  from: number,
  to: number,
  width: number,
): Float32Array {
  const values = peaks.channels[channel] ?? new Int8Array();
  const buckets = values.length / 2;
  const drawn = new Float32Array(width * 2);
  const scale = (to - from) / width / peaks.bucket;
  const offset = (from - peaks.start) / peaks.bucket;
  for (let x = 0; x < width; x++) {
    const first = Math.max(0, Math.floor(offset + x * scale));
    const last = Math.min(buckets, Math.max(first + 1, Math.ceil(offset + (x + 1) * scale)));
    let [low, high] = [0, 0];
    if (offset + (x + 1) * scale > 0)
      for (let at = first; at < last; at++) {
        low = Math.min(low, values[2 * at] ?? 0);
        high = Math.max(high, values[2 * at + 1] ?? 0);
      }
    drawn[2 * x] = low / 127;
    drawn[2 * x + 1] = high / 127;
  }
  return drawn;
}
