import { condenseMessage } from "./condense-message.ts";

export type StartError = { readonly cause: string; readonly label: string; readonly text: string };

/** The kubelet's messages for things a container refers to and that are not there. */
const MISSING: readonly [RegExp, (match: RegExpExecArray) => string][] = [
  [/couldn't find key (\S+) in ConfigMap (?:\S+\/)?([^\s/]+)/i, (m) => `ConfigMap \`${m[2]}\` has no key \`${m[1]}\``],
  [/couldn't find key (\S+) in Secret (?:\S+\/)?([^\s/]+)/i, (m) => `Secret \`${m[2]}\` has no key \`${m[1]}\``],
  [
    /references non-existent (config|secret) key: (\S+)/i,
    (m) => `its ${m[1]} volume names the key \`${m[2]}\` that does not exist`,
  ],
  [/configmaps? "([^"]+)" not found/i, (m) => `ConfigMap \`${m[1]}\` does not exist`],
  [/secrets? "([^"]+)" not found/i, (m) => `Secret \`${m[1]}\` does not exist`],
];

/** What a message says is missing (a ConfigMap, a Secret or a key of one), in plain words. */
export function explainMissingConfig(message: string): string | undefined {
  for (const [pattern, say] of MISSING) {
    const match = pattern.exec(message);
    if (match) return say(match);
  }
  return undefined;
}

/** Why a container could not be created or started. */
export function explainStartError(reason: string, message: string | undefined): StartError {
  const text = message ?? "";
  const missing = explainMissingConfig(text);
  if (missing) return { cause: "config-missing", label: "Config missing", text: missing };
  if (/runAsNonRoot/.test(text)) {
    return {
      cause: "start-error",
      label: "Cannot start",
      text: "its image runs as root and the pod does not allow that",
    };
  }
  const command = /exec: "([^"]+)": (executable file not found|stat .*no such file|permission denied)/.exec(text);
  if (command) {
    const why = command[2] === "permission denied" ? "may not be executed" : "is not in the image";
    return { cause: "start-error", label: "Cannot start", text: `the command \`${command[1]}\` ${why}` };
  }
  return { cause: "start-error", label: "Cannot start", text: text ? condenseMessage(text) : reason };
}
