/** One field as it stands on the wire: its number, and a whole number or bytes. */
export type WireField = { number: number; value: bigint | Buffer };

function varint(bytes: Buffer, start: number): { value: bigint; next: number } {
  let value = 0n;
  let shift = 0n;
  let index = start;
  for (;;) {
    const byte = bytes[index];
    if (byte === undefined || shift > 63n) throw new RangeError("truncated protobuf");
    index += 1;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return { value, next: index };
    shift += 7n;
  }
}

function take(bytes: Buffer, start: number, length: number): Buffer {
  if (start + length > bytes.length) throw new RangeError("truncated protobuf");
  return bytes.subarray(start, start + length);
}

/** The fields of one message (protobuf encoding: varint, 64 bit, length-delimited, 32 bit). Throws RangeError. */
export function readFields(bytes: Buffer): WireField[] {
  const fields: WireField[] = [];
  let index = 0;
  while (index < bytes.length) {
    const tag = varint(bytes, index);
    index = tag.next;
    const number = Number(tag.value >> 3n);
    const wire = Number(tag.value & 7n);
    if (wire === 0) {
      const { value, next } = varint(bytes, index);
      fields.push({ number, value });
      index = next;
    } else if (wire === 1 || wire === 5) {
      const size = wire === 1 ? 8 : 4;
      fields.push({ number, value: take(bytes, index, size) });
      index += size;
    } else if (wire === 2) {
      const length = varint(bytes, index);
      const value = take(bytes, length.next, Number(length.value));
      fields.push({ number, value });
      index = length.next + value.length;
    } else throw new RangeError("unknown protobuf wire type");
  }
  return fields;
}
