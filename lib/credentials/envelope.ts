import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
/** NIST SP 800-38D: 96-bit nonces, 128-bit tags. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

type Bytes = Uint8Array<ArrayBuffer>;
export type Sealed = { readonly nonce: Bytes; readonly ciphertext: Bytes };

/** Where a ciphertext belongs. Bound to it as associated data, so that it opens nowhere else. */
export type Place = {
  readonly id: string;
  readonly clusterId: string;
  readonly purpose: string;
  readonly kind: string;
};

/** Associated data: a JSON array, so that no two places share a text. */
export function associatedData(part: "credential" | "data-key", place: Place): Buffer {
  return Buffer.from(
    JSON.stringify(["cluster_credentials", part, place.id, place.clusterId, place.purpose, place.kind]),
  );
}

export function newDataKey(): Bytes {
  return new Uint8Array(randomBytes(32));
}

/** AES-256-GCM; the tag stands behind the ciphertext. */
export function encrypt(key: KeyObject | Uint8Array, plain: Uint8Array, aad: Buffer): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(aad);
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { nonce: new Uint8Array(nonce), ciphertext: new Uint8Array(ciphertext) };
}

/** @throws when the key, the place or a single bit is not the one it was sealed with. */
export function decrypt(
  key: KeyObject | Uint8Array,
  sealed: { nonce: Uint8Array; ciphertext: Uint8Array },
  aad: Buffer,
): Buffer {
  const split = sealed.ciphertext.length - TAG_BYTES;
  if (split < 0) throw new Error("The ciphertext is shorter than its tag.");
  const decipher = createDecipheriv(ALGORITHM, key, sealed.nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.ciphertext.subarray(split));
  return Buffer.concat([decipher.update(sealed.ciphertext.subarray(0, split)), decipher.final()]);
}
