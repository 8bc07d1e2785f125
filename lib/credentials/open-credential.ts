import { z } from "zod";
import { failure } from "#lib/core/errors";
import { associatedData, decrypt, type Place } from "./envelope.ts";
import type { KeyRing } from "./key-ring.ts";
import type { StorableCredential } from "./seal-credential.ts";

/** A stored row, as Prisma reads it. */
export type SealedRow = Place & {
  readonly ciphertext: Uint8Array;
  readonly nonce: Uint8Array;
  readonly wrappedKey: Uint8Array;
  readonly wrapNonce: Uint8Array;
  readonly keyId: string;
};

const storedSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("token"), token: z.string() }),
  z.object({ kind: z.literal("clientCertificate"), certificate: z.string(), key: z.string() }),
]);

/**
 * Decrypts a stored credential.
 * @throws `internal` with a sentence that names the row and what to do: its key is not in the environment, or the row
 * was moved or changed. Never a value.
 */
export function openCredential(ring: KeyRing, row: SealedRow): StorableCredential {
  const wrappingKey = ring.keys.get(row.keyId);
  if (!wrappingKey) {
    throw failure("internal", `The key "${row.keyId}" of credential ${row.id} is not in WHEELHOUSE_ENCRYPTION_KEYS.`);
  }
  try {
    const wrapped = { nonce: row.wrapNonce, ciphertext: row.wrappedKey };
    const dataKey = decrypt(wrappingKey, wrapped, associatedData("data-key", row));
    const plain = decrypt(dataKey, row, associatedData("credential", row));
    dataKey.fill(0);
    return storedSchema.parse(JSON.parse(plain.toString()));
  } catch {
    throw failure("internal", `Credential ${row.id} does not open: its row was moved or changed. Register it again.`);
  }
}
