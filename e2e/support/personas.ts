import { DEMO_PASSWORD } from "../../prisma/seed/demo-data.ts";

export type Account = { readonly email: string; readonly password: string };

const demo = (name: string): Account => ({ email: `${name}@example.com`, password: DEMO_PASSWORD });

/** The demo's people, by what they are to the tests. */
export const PERSONAS = {
  /** Owner of Payments, viewer in Search. */
  developer: demo("dana"),
  /** Owner of Data, whose cluster the tests may break. */
  researcher: demo("lena"),
  /** Registers clusters, grants access. */
  platform: demo("pat"),
  /** Sees sums. */
  manager: demo("max"),
} as const;

export type Persona = keyof typeof PERSONAS;
