import { systemClock } from "#lib/core/clock";
import { type FieldProblem, isWheelhouseError, type WheelhouseError } from "#lib/core/errors";
import { parseKubeconfig } from "../kubeconfig/parse-kubeconfig.ts";
import type { ParsedKubeconfig } from "../kubeconfig/parsed-kubeconfig.ts";

/** A value that no error may repeat. */
export const SECRET = "hunter2-do-not-show";

const policy = { allowLoopback: false, allowPrivate: false, refused: ["db.example:5432"] };

export function parseStrictly(input: string | Uint8Array, allowExec = false): ParsedKubeconfig {
  return parseKubeconfig(input, { clock: systemClock, addressPolicy: policy, allowExec });
}

/** The refusal of a whole file. */
export function refusalOf(input: string | Uint8Array): WheelhouseError {
  try {
    parseStrictly(input);
  } catch (error) {
    if (isWheelhouseError(error) && error.code === "bad_input") return error;
    throw error;
  }
  throw new Error("the file was accepted");
}

/** The problems of a file's only context. */
export function problemsOf(text: string, allowExec = false): readonly FieldProblem[] {
  const { contexts, refused } = parseStrictly(text, allowExec);
  const [only, ...others] = refused;
  if (contexts.length > 0 || only === undefined || others.length > 0) throw new Error("the context was not refused");
  if (JSON.stringify(refused).includes(SECRET)) throw new Error("a problem repeats a value");
  return only.problems;
}

export function toBase64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/** The two lines of a client certificate user. */
export function certificateUser(certificate: string, key: string): string {
  return `client-certificate-data: ${toBase64(certificate)}\nclient-key-data: ${toBase64(key)}`;
}
