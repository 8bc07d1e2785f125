import { newSecret } from "#lib/core/ids";

/** A password that is shown once: 120 random bits in groups that can be read aloud. */
export function oneTimePassword(): string {
  const text = newSecret().replaceAll(/[-_]/g, "").slice(0, 20);
  return (text.match(/.{1,5}/g) ?? []).join("-");
}
