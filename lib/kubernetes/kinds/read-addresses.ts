import type { Intern } from "./kind-definition.ts";
import { fieldsOf, listOf, nameOf } from "./read-fields.ts";

/** Addresses or host names of `status.loadBalancer.ingress`. */
export function readAddresses(status: unknown, intern: Intern): readonly string[] {
  return listOf(fieldsOf(fieldsOf(status).loadBalancer).ingress).flatMap((entry) => {
    const { ip, hostname } = fieldsOf(entry);
    return nameOf(ip, intern) ?? nameOf(hostname, intern) ?? [];
  });
}
