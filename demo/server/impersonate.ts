import { authorize, refusal } from "../rbac/authorize.ts";
import type { Attributes, User } from "../rbac/user.ts";
import { ApiError, apiErrors } from "../registry/api-error.ts";
import type { Store } from "../store/store.ts";
import type { Exchange } from "./exchange.ts";

const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;
const EXTRA = "impersonate-extra-";

type Wanted = { user: string; groups: string[]; uid: string; extra: Record<string, string[]> };

function wantedOf(exchange: Exchange): Wanted {
  const wanted: Wanted = { user: "", groups: [], uid: "", extra: {} };
  for (const [name, value] of exchange.headerPairs()) {
    if (name === "impersonate-user") wanted.user = value;
    else if (name === "impersonate-group") wanted.groups.push(value);
    else if (name === "impersonate-uid") wanted.uid = value;
    else if (name.startsWith(EXTRA)) {
      const key = decodeURIComponent(name.slice(EXTRA.length));
      wanted.extra[key] = [...(wanted.extra[key] ?? []), value];
    }
  }
  return wanted;
}

type Right = Pick<Attributes, "group" | "resource" | "subresource" | "name" | "namespace">;

function rightsFor({ user, groups, uid, extra }: Wanted): Right[] {
  const account = ACCOUNT.exec(user);
  const right = (group: string, resource: string, name: string, more: Partial<Right> = {}): Right => ({
    group,
    resource,
    subresource: "",
    name,
    namespace: "",
    ...more,
  });
  return [
    account
      ? right("", "serviceaccounts", account[2] ?? "", { namespace: account[1] ?? "" })
      : right("", "users", user),
    ...groups.map((group) => right("", "groups", group)),
    ...(uid ? [right("authentication.k8s.io", "uids", uid)] : []),
    ...Object.entries(extra).flatMap(([key, values]) =>
      values.map((value) => right("authentication.k8s.io", "userextras", value, { subresource: key })),
    ),
  ];
}

/** The user a request acts as: the sender, or whom it may impersonate. Throws 403 when it may not. */
export function impersonate(exchange: Exchange, sender: User, store: Store): User {
  const wanted = wantedOf(exchange);
  const { user, groups, uid, extra } = wanted;
  if (user === "") {
    if (groups.length === 0 && uid === "" && Object.keys(extra).length === 0) return sender;
    throw new ApiError(
      500,
      "InternalError",
      `Internal error occurred: requested ${JSON.stringify(wanted)} without impersonating a user`,
    );
  }
  for (const right of rightsFor(wanted)) {
    const attributes = { ...right, verb: "impersonate" };
    if (!authorize(store, sender, attributes).allowed) {
      throw apiErrors.forbidden(right, right.name, refusal(sender, attributes));
    }
  }
  return { name: user, ...(uid ? { uid } : {}), groups: groupsFor(user, groups), extra };
}

function groupsFor(user: string, groups: readonly string[]): string[] {
  const account = ACCOUNT.exec(user);
  const own =
    groups.length === 0 && account ? ["system:serviceaccounts", `system:serviceaccounts:${account[1]}`] : groups;
  const last = user === "system:anonymous" ? "system:unauthenticated" : "system:authenticated";
  return [...new Set([...own, last])];
}
