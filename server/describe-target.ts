const SECRET_KEY = /token|secret|password|passwd|key|code|credential|auth|session|signature/i;
const MAX_LENGTH = 500;

/** The address of a request as it may stand in a log: values of secret-looking query keys are replaced. */
export function describeTarget(target: string): string {
  const cut = target.indexOf("?");
  if (cut === -1) return target.slice(0, MAX_LENGTH);
  const query = target
    .slice(cut + 1)
    .split("&")
    .map(describePair)
    .join("&");
  return `${target.slice(0, cut)}?${query}`.slice(0, MAX_LENGTH);
}

function describePair(pair: string): string {
  const cut = pair.indexOf("=");
  if (cut === -1) return pair;
  const key = pair.slice(0, cut);
  return SECRET_KEY.test(key) || key.includes("%") ? `${key}=[redacted]` : pair;
}
