import { createHash } from "node:crypto";
import type { ClusterCredential } from "#lib/kubernetes/types/target";
import { associatedData, encrypt, newDataKey, type Place } from "./envelope.ts";
import type { KeyRing } from "./key-ring.ts";

/** Credentials that may be stored; those that run a program on the operator's machine may not. */
export type StorableCredential = Exclude<ClusterCredential, { kind: "exec" }>;

export type CredentialPlace = {
  /** Id of the row, made beforehand (`newId`). */
  readonly id: string;
  readonly clusterId: string;
  readonly purpose: "observe" | "impersonate";
};

/** The columns of a `cluster_credentials` row that sealing fills; spread it into `prisma.clusterCredential.create`. */
export type SealedColumns = CredentialPlace & {
  readonly kind: "token" | "client_certificate";
  readonly ciphertext: Uint8Array<ArrayBuffer>;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly wrappedKey: Uint8Array<ArrayBuffer>;
  readonly wrapNonce: Uint8Array<ArrayBuffer>;
  readonly keyId: string;
  readonly fingerprint: string;
};

/** Encrypts a credential under a data key of its own, and that key under the ring's current key. */
export function sealCredential(ring: KeyRing, at: CredentialPlace, credential: StorableCredential): SealedColumns {
  const wrappingKey = ring.keys.get(ring.currentId);
  if (!wrappingKey) throw new Error("The key ring has no current key.");
  const kind = credential.kind === "token" ? "token" : "client_certificate";
  const place: Place = { ...at, kind };
  const plain = Buffer.from(JSON.stringify(credential));
  const dataKey = newDataKey();
  const body = encrypt(dataKey, plain, associatedData("credential", place));
  const wrapped = encrypt(wrappingKey, dataKey, associatedData("data-key", place));
  const fingerprint = createHash("sha256").update(plain).digest("hex").slice(0, 16);
  dataKey.fill(0);
  plain.fill(0);
  return {
    id: at.id,
    clusterId: at.clusterId,
    purpose: at.purpose,
    kind,
    ciphertext: body.ciphertext,
    nonce: body.nonce,
    wrappedKey: wrapped.ciphertext,
    wrapNonce: wrapped.nonce,
    keyId: ring.currentId,
    fingerprint,
  };
}
