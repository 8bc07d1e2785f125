/**
 * Whether a Host header names this portal: the host of its public address where one is set, loopback names otherwise.
 * Anything else may be a name that somebody else's DNS points at us (rebinding).
 */
export function allowsHost(host: string | undefined, publicUrl: string | undefined): boolean {
  if (host === undefined) return false;
  if (publicUrl !== undefined) return host.toLowerCase() === new URL(publicUrl).host;
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host);
}
