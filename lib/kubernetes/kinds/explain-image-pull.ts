import { condenseMessage } from "./condense-message.ts";

/** Texts of containerd, CRI-O and the registries, most specific first. */
const CAUSES: readonly [RegExp, string][] = [
  [/toomanyrequests|too many requests|rate limit|\b429\b/i, "the registry limits how many images may be pulled"],
  [/x509|certificate/i, "the certificate of the registry is not trusted"],
  [/no such host|server misbehaving|name resolution/i, "the name of the registry does not resolve"],
  [
    /i\/o timeout|deadline exceeded|connection refused|no route to host|TLS handshake timeout/i,
    "the registry does not answer",
  ],
  [/\bno match for platform\b|exec format/i, "it was not built for the platform of the node"],
  [
    /unauthori[sz]ed|authentication required|insufficient_scope|authorization failed|access denied|denied:|forbidden|\b40[13]\b/i,
    "the registry refuses access, or the repository does not exist",
  ],
  [/not found|manifest unknown|name unknown|\b404\b/i, "not found in the registry"],
  [/no space left/i, "the disk of the node is full"],
];

/** Why an image cannot be pulled, from the kubelet's message; `undefined` when it only says that it waits. */
export function explainImagePull(reason: string, message: string | undefined): string | undefined {
  if (reason === "InvalidImageName") return "the name is not valid";
  if (reason === "ErrImageNeverPull") return "it is not on the node and the pull policy is Never";
  if (message === undefined) return undefined;
  for (const [pattern, text] of CAUSES) if (pattern.test(message)) return text;
  if (/^Back-off pulling image "[^"]*"$/.test(message.trim())) return undefined;
  return condenseMessage(message);
}
