/** What somebody may want to know of a person's rights, in words, as the capability that decides it. */
export const QUESTIONS = [
  { id: "pods", label: "see pods", verb: "list", group: "", resource: "pods", subresource: "" },
  { id: "logs", label: "read logs", verb: "get", group: "", resource: "pods", subresource: "log" },
  { id: "events", label: "see events", verb: "list", group: "", resource: "events", subresource: "" },
  { id: "config", label: "read configuration", verb: "get", group: "", resource: "configmaps", subresource: "" },
  {
    id: "restart",
    label: "restart a Deployment",
    verb: "patch",
    group: "apps",
    resource: "deployments",
    subresource: "",
  },
  {
    id: "scale",
    label: "scale a Deployment",
    verb: "patch",
    group: "apps",
    resource: "deployments",
    subresource: "scale",
  },
  { id: "delete", label: "delete pods", verb: "delete", group: "", resource: "pods", subresource: "" },
  {
    id: "deploy",
    label: "create a Deployment",
    verb: "create",
    group: "apps",
    resource: "deployments",
    subresource: "",
  },
  { id: "exec", label: "open a shell in a pod", verb: "create", group: "", resource: "pods", subresource: "exec" },
  { id: "secrets", label: "read Secrets", verb: "get", group: "", resource: "secrets", subresource: "" },
  { id: "nodes", label: "see nodes", verb: "list", group: "", resource: "nodes", subresource: "" },
] as const;
export type QuestionId = (typeof QUESTIONS)[number]["id"];
export const QUESTION_IDS = QUESTIONS.map((question) => question.id);
