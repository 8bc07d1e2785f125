import { isSecretName } from "./is-secret-name.ts";

export const REPLACEMENT = "[redacted]";

/** What is a secret whatever it is called; the first group stays. Lengths are bounded so that no text takes long. */
const KNOWN_FORMS: readonly RegExp[] = [
  /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*-----|$)/g,
  // The same in base64, as kubeconfigs have it.
  /()LS0tLS1CRUdJTi(?:BQUklW|BSU0Eg|BFQyB|BPUEVO|BFTkNS)[\w+/=]+/g,
  /()\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /()\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|A[KS]IA[0-9A-Z]{16}|AIza[\w-]{35}|npm_\w{36})/g,
  /()\b(?:xox[abeprs]-[\w-]{10,}|hvs\.[\w-]{20,}|dckr_pat_[\w-]{20,}|sk-[\w-]{20,}|[rs]k_live_\w{16,}|SG\.[\w-]{16,}\.[\w-]+)/g,
  /(hooks\.slack\.com\/services\/|discord(?:app)?\.com\/api\/webhooks\/)[\w/-]+/g,
  // `://user:password@host`, also without a user, and a lone long token before the `@`.
  /(:\/\/[^/\s:@"']{0,100}:)[^\s"'@]{1,300}(?=@)/g,
  /(:\/\/)[^/\s:@"']{16,300}(?=@)/g,
  /(\bBearer\s+)(?=\S*\d)[\w.~+/=-]{8,}/gi,
];

/** `NAME=`, `"name":` and `Name: `, perhaps escaped inside a string; the value follows. */
const ASSIGNMENT = /(?<![\w.])([A-Za-z_][\w.-]{0,100})(\\?["']?\s{0,9}=\s{0,9}|\\?["']\s{0,9}:\s{0,9}|:\s{1,9})/g;
const OPTION = /(?<![\w.-])--?([A-Za-z][\w.-]{1,100})\s{1,9}(?!-)/g;
/** Until a space or what ends a word in a shell; quotes are kept together, and an open one goes to the end. */
const SHELL_VALUE = /^(?:\\?"(?:[^"\\]|\\.)*(?:"|$)|'[^']*(?:'|$)|[^\s"';&|])+/;
/** Until the end of the line, or the quote that was open before the name. Nested JSON goes to the end. */
const FIELD_VALUE = /^(?:[[{][\s\S]*|\\?"(?:[^"\\]|\\.)*(?:"|$)|'[^'\n]*(?:'|$)|[^\n]+)/;
const FIELD_VALUE_IN: Readonly<Record<string, RegExp>> = {
  '"': /^(?:[[{][\s\S]*|\\?"(?:[^"\\]|\\.)*(?:"|$)|[^"\n]+)/,
  "'": /^(?:[[{][\s\S]*|'[^'\n]*(?:'|$)|[^'\n]+)/,
};
const WHOLE_ARGUMENT = /^-{0,2}([A-Za-z_][\w.-]*)=([\s\S]+)$/;
/** Passwords without a name: `mysql -phunter2`, `redis-cli -a hunter2`, `curl -u user:hunter2`. */
const SHORT_OPTIONS: readonly RegExp[] = [
  /(\b(?:mysql\w*|mariadb[\w-]*)\s(?:[^;&|\n]{0,300}\s)?-p)[^\s;&|]+/g,
  /(\bredis-cli\s(?:[^;&|\n]{0,300}\s)?-a\s+)[^\s;&|]+/g,
  /(\s(?:-u|--user)[\s=]+["']?[^\s:"']{0,100}[^\s:"'\d][^\s:"']{0,100}:)[^\s"']+/g,
];

/** A text with its secrets replaced: known forms, passwords in URLs, and values whose name says that they are secret. */
export function redactText(text: string): string {
  const known = KNOWN_FORMS.reduce((rest, form) => rest.replace(form, `$1${REPLACEMENT}`), text);
  const assigned = replaceValues(known, ASSIGNMENT, (operator, before) =>
    operator.includes(":") ? (FIELD_VALUE_IN[before] ?? FIELD_VALUE) : SHELL_VALUE,
  );
  const options = replaceValues(assigned, OPTION, () => SHELL_VALUE);
  return SHORT_OPTIONS.reduce((rest, option) => rest.replace(option, `$1${REPLACEMENT}`), options);
}

/** One word of a command line; the one before it may be the option that it belongs to: `--password`, `hunter2`. */
export function redactArgument(argument: string, before: string | undefined): string {
  const option = before === undefined ? undefined : /^--?([A-Za-z][\w.-]*)$/.exec(before)?.[1];
  if (option !== undefined && !argument.startsWith("-") && isSecret(option, argument)) return REPLACEMENT;
  if ((option === "u" || option === "user") && /^[^\s:]*[^\s:\d][^\s:]*:./.test(argument))
    return `${argument.slice(0, argument.indexOf(":") + 1)}${REPLACEMENT}`;
  const whole = WHOLE_ARGUMENT.exec(argument);
  const [, name = "", value = ""] = whole ?? [];
  // Also what a shell would take for the end of the value: here is no shell.
  if (whole && !/\s/.test(value) && isSecretKey(name) && isSecret(name, value))
    return argument.slice(0, -value.length) + REPLACEMENT;
  return redactText(argument);
}

/** Whether this value of something with this name is a secret: not when it is a switch, a number, or points elsewhere. */
export function isSecret(name: string, value: string): boolean {
  if (!isSecretName(name)) return false;
  const plain = value.replace(/^\\?["']|\\?["']$/g, "").trim();
  if (plain === "" || plain === REPLACEMENT || /^(true|false|yes|no|on|off|null|none)$/i.test(plain)) return false;
  if (/^\d{1,5}$/.test(plain) && !/pass|pwd|pin|otp/i.test(name)) return false;
  if (/^\$(\([\w.-]+\)|\{\w+\}|[A-Z_][A-Z0-9_]*|\(cat [\w./-]+\))$/.test(plain)) return false;
  return !/^(file:|\.{1,2}\/|\/(etc|var|run|opt|tmp|home|usr|mnt|secrets?|vault|app|config|certs?|keys|tls|srv|data)\/)\S*$/.test(
    plain,
  );
}

/** As `isSecretName`, for texts: `key=value` is how anything is written, so a bare `key` says nothing. */
export function isSecretKey(name: string): boolean {
  return !/^keys?$/i.test(name) && isSecretName(name);
}

function replaceValues(text: string, names: RegExp, formOf: (operator: string, before: string) => RegExp): string {
  let shown = "";
  let from = 0;
  for (const { 0: match, 1: name = "", 2: operator = "", index } of text.matchAll(names)) {
    const start = index + match.length;
    if (index < from || !isSecretKey(name)) continue;
    const value = formOf(operator, text[index - 1] ?? "").exec(text.slice(start))?.[0];
    if (value === undefined || !isSecret(name, value)) continue;
    shown += text.slice(from, start) + replacementFor(value);
    from = start + value.length;
  }
  return shown + text.slice(from);
}

/** Keeps the quotes, so that the text around stays what it is. */
function replacementFor(value: string): string {
  const quote = /^(\\?["'])[\s\S]*\1$/.exec(value)?.[1] ?? "";
  return `${quote}${REPLACEMENT}${quote}`;
}
