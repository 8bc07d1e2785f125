import fc from "fast-check";
import { expect, it } from "vitest";
import { registerClusterInput } from "./schemas.ts";
import { suggestSlug } from "./suggest-slug.ts";

it.each([
  ["eu-prod", "eu-prod"],
  ["admin@eu-prod", "eu-prod"],
  ["arn:aws:eks:eu-west-1:123456789012:cluster/EU_Prod", "eu-prod"],
  ["gke_project_europe-west1_main", "gke-project-europe-west1-main"],
  ["///", "cluster"],
  ["register", "register-cluster"],
])("%s becomes %s", (name, slug) => expect(suggestSlug(name, new Set())).toBe(slug));

it("goes on with numbers where the name is taken", () => {
  expect(suggestSlug("eu", new Set(["eu", "eu-2"]))).toBe("eu-3");
});

it("is a valid slug that is free, whatever the context is called", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (name, others) => {
      const taken = new Set(others.map((other) => suggestSlug(other, new Set())));
      const slug = suggestSlug(name, taken);
      expect(registerClusterInput.shape.slug.safeParse(slug).success).toBe(true);
      expect(taken.has(slug)).toBe(false);
    }),
  );
});
