import type { Me } from "#lib/me/schemas";

/** What people are called by what they may do in the portal itself. */
export const PORTAL_ROLE_WORD: Readonly<Record<Me["portalRole"], string>> = {
  member: "Developer",
  manager: "Manager",
  platform: "Platform engineer",
};
