/** Parts of a name that mean a secret wherever they stand: `dbPassword`, `X-Auth-Token`, `SECRET_KEY_BASE`. */
const STEMS =
  /passw|passphrase|passcode|secret|token(?!i[sz])|credential|api_?key|access_?key|private_?key|authorization|connection_?str|conn_?str|mnemonic/;
const WORDS = new Set("pwd pass key keys creds cred jwt psk dsn otp bearer cookie".split(" "));
/** Words that mean a secret only at the end: `BASIC_AUTH`, but not `AUTH_MODE`. */
const LAST_WORDS = new Set("auth salt pepper pat pin sas".split(" "));
/** Compounds without a separator: `DBPWD`, `requirepass`. */
const ENDINGS = /(?<!by|com|encom|tres)(pass|pwd)$/;
/** Keys that are no secret. */
const PLAIN_KEYS = /(^|_)(public|partition|sort|primary|foreign|routing|cache|label|topology|shard|index|row)_keys?$/;
/** What tells something about a secret and is none: `TOKEN_TTL`, `PASSWORD_FILE`, `AUTH_KEY_PREFIX`. */
const DESCRIPTORS = new Set(
  [
    "file files filename path paths dir directory folder mount name names url uri endpoint host port",
    "ttl timeout expiry expiration expires lifetime duration seconds minutes hours days ms age interval",
    "type kind mode method format length size limit max min count algorithm alg issuer audience header prefix suffix",
    "enabled disabled enable disable required provider version namespace ref policy location store backend class",
    "manager rotation regex pattern attempts retries strategy scope scopes user username",
  ]
    .join(" ")
    .split(" "),
);

/** Whether something of this name (a variable, an option, a header, an annotation) holds a secret. */
export function isSecretName(name: string): boolean {
  const words = name
    .slice(0, 253)
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
  const last = words.at(-1) ?? "";
  const joined = words.join("_");
  if (DESCRIPTORS.has(last) || joined === "pwd" || joined === "oldpwd" || PLAIN_KEYS.test(joined)) return false;
  return STEMS.test(joined) || LAST_WORDS.has(last) || words.some((word) => WORDS.has(word) || ENDINGS.test(word));
}
