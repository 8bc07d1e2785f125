/** What an exit code says by convention: https://tldp.org/LDP/abs/html/exitcodes.html, and 128 + signal. */
export function explainExit(code: number | undefined, reason: string | undefined): string {
  if (code === undefined) return reason && reason !== "Error" ? reason : "no exit code";
  const meaning = MEANINGS[code];
  return meaning ? `exit code ${code}, ${meaning}` : `exit code ${code}`;
}

const MEANINGS: Readonly<Record<number, string>> = {
  0: "it ended without an error",
  126: "its command may not be executed",
  127: "its command was not found",
  134: "it aborted",
  137: "it was killed",
  139: "it accessed memory that is not its own",
  143: "it was asked to stop",
};
