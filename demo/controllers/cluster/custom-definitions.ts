import type { CustomResourceDefinition } from "../../types/policy.ts";
import { timestamp } from "../../util/time.ts";
import type { ControllerContext } from "../context.ts";

const KEY = "customresourcedefinitions.apiextensions.k8s.io";

/** Accepts the names of new CustomResourceDefinitions and establishes them. */
export class CustomDefinitions {
  constructor({ store, manager, clock }: ControllerContext) {
    store.subscribe(({ type, object }) => {
      if (type !== "ADDED") return;
      clock.after(50, () => {
        const { names, versions } = (object as CustomResourceDefinition).spec;
        const now = timestamp(clock.now());
        const accepted = {
          type: "NamesAccepted",
          status: "True",
          reason: "NoConflicts",
          message: "no conflicts found",
          lastTransitionTime: now,
        };
        const established = {
          type: "Established",
          status: "True",
          reason: "InitialNamesAccepted",
          message: "the initial names have been accepted",
          lastTransitionTime: now,
        };
        const storedVersions = versions.filter(({ storage }) => storage).map(({ name }) => name);
        manager.setStatus(KEY, object, { conditions: [accepted, established], acceptedNames: names, storedVersions });
      });
    }, KEY);
  }
}
