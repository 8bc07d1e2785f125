import { userOfToken } from "../../pki/service-account-token.ts";
import { authorize, bindingsOf } from "../../rbac/authorize.ts";
import type { Attributes, User } from "../../rbac/user.ts";
import { apiErrors } from "../../registry/api-error.ts";
import type { Dict, ObjectInput } from "../../types/object.ts";
import { dict, list, text } from "../../util/json.ts";
import type { ResourceRequest } from "../context.ts";
import { readObject } from "../read-body.ts";

function attributesOf(spec: Dict): Attributes {
  const resource = dict(spec.resourceAttributes);
  const path = dict(spec.nonResourceAttributes);
  if (spec.nonResourceAttributes) {
    return {
      verb: text(path.verb),
      group: "",
      resource: "",
      subresource: "",
      namespace: "",
      name: "",
      path: text(path.path),
    };
  }
  return {
    verb: text(resource.verb),
    group: text(resource.group),
    resource: text(resource.resource),
    subresource: text(resource.subresource),
    namespace: text(resource.namespace),
    name: text(resource.name),
  };
}

function reviewedUser(spec: Dict): User {
  return { name: text(spec.user), groups: list(spec.groups).map(text), extra: {} };
}

function rulesOf({ server, user }: ResourceRequest, input: ObjectInput): Dict {
  const namespace = text(dict(input.spec).namespace);
  const rules = bindingsOf(server.store, user, namespace).flatMap((match) => match.rules);
  if (user.groups.includes("system:masters")) {
    rules.push({ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }, { verbs: ["*"], nonResourceURLs: ["*"] });
  }
  return {
    incomplete: false,
    resourceRules: rules.filter((rule) => rule.resources).map(({ nonResourceURLs: _urls, ...rule }) => rule),
    nonResourceRules: rules
      .filter((rule) => rule.nonResourceURLs)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
  };
}

function reviewToken({ server }: ResourceRequest, input: ObjectInput): Dict {
  const found = userOfToken(server.tokenKey, text(dict(input.spec).token), server.clock.now() / 1000);
  if (!found) return { user: {}, error: "invalid bearer token" };
  return { authenticated: true, user: { username: found.name, uid: found.uid, groups: found.groups } };
}

function statusFor(request: ResourceRequest, input: ObjectInput): Dict {
  const { server, info, user } = request;
  const spec = dict(input.spec);
  const decide = (who: User): Dict => {
    const { allowed, reason } = authorize(server.store, who, attributesOf(spec));
    return { allowed, ...(reason ? { reason } : {}) };
  };
  switch (info.resource) {
    case "selfsubjectaccessreviews":
      return decide(user);
    case "subjectaccessreviews":
    case "localsubjectaccessreviews":
      return decide(reviewedUser(spec));
    case "selfsubjectrulesreviews":
      return rulesOf(request, input);
    case "selfsubjectreviews":
      return {
        userInfo: {
          username: user.name,
          ...(user.uid ? { uid: user.uid } : {}),
          groups: user.groups,
          extra: user.extra,
        },
      };
    case "tokenreviews":
      return reviewToken(request, input);
    default:
      throw apiErrors.methodNotAllowed();
  }
}

/** POST of the review kinds: questions that are answered and not stored. */
export async function handleReview(request: ResourceRequest): Promise<void> {
  const input = await readObject(request.server, request.exchange);
  request.exchange.sendJson(201, {
    ...input,
    metadata: { ...input.metadata, creationTimestamp: null },
    status: statusFor(request, input),
  });
}
