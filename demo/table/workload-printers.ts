import { selectorText } from "../store/label-selector.ts";
import type { KubeObject, LabelSelector } from "../types/object.ts";
import type { Job } from "../types/workloads.ts";
import { at, list, text } from "../util/json.ts";
import { humanDuration } from "../util/time.ts";
import { ageOf, containerImages, containerNames, labelsText, number, since } from "./cells.ts";
import type { Cell, Printer } from "./printer.ts";

const TEMPLATE = "spec.template.spec.containers";

const selector = (object: KubeObject): string =>
  selectorText(at(object, "spec.selector") as LabelSelector | undefined) || "<none>";
const wide = (object: KubeObject): Cell[] => [
  containerNames(object, TEMPLATE),
  containerImages(object, TEMPLATE),
  selector(object),
];

const WIDE = [
  ["Containers", "string", 1],
  ["Images", "string", 1],
  ["Selector", "string", 1],
] as const;

function jobStatus(job: Job): string {
  const has = (type: string): boolean =>
    (job.status.conditions ?? []).some((condition) => condition.type === type && condition.status === "True");
  if (has("Complete")) return "Complete";
  if (has("Failed")) return "Failed";
  if (job.metadata.deletionTimestamp) return "Terminating";
  if (has("Suspended")) return "Suspended";
  return has("FailureTarget") ? "FailureTarget" : has("SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
}

function jobDuration({ status }: Job, now: number): string {
  if (!status.startTime) return "";
  const end =
    status.completionTime ?? (status.conditions ?? []).find(({ type }) => type === "Failed")?.lastTransitionTime;
  return humanDuration((end ? Date.parse(end) : now) - Date.parse(status.startTime));
}

function jobCells(job: Job, now: number): Cell[] {
  const { completions, parallelism } = job.spec;
  const done = job.status.succeeded ?? 0;
  const of = completions !== undefined ? String(completions) : parallelism > 1 ? `1 of ${parallelism}` : "1";
  return [jobStatus(job), `${done}/${of}`, jobDuration(job, now), ageOf(job, now), ...wide(job)];
}

export const WORKLOAD_PRINTERS: Readonly<Record<string, Printer>> = {
  "deployments.apps": {
    columns: [["Ready", "string"], ["Up-to-date", "integer"], ["Available", "integer"], ["Age", "string"], ...WIDE],
    cells: (object, now) => [
      `${number(object, "status.readyReplicas")}/${number(object, "spec.replicas")}`,
      number(object, "status.updatedReplicas"),
      number(object, "status.availableReplicas"),
      ageOf(object, now),
      ...wide(object),
    ],
  },
  "replicasets.apps": {
    columns: [["Desired", "integer"], ["Current", "integer"], ["Ready", "integer"], ["Age", "string"], ...WIDE],
    cells: (object, now) => [
      number(object, "spec.replicas"),
      number(object, "status.replicas"),
      number(object, "status.readyReplicas"),
      ageOf(object, now),
      ...wide(object),
    ],
  },
  "statefulsets.apps": {
    columns: [
      ["Ready", "string"],
      ["Age", "string"],
      ["Containers", "string", 1],
      ["Images", "string", 1],
    ],
    cells: (object, now) => [
      `${number(object, "status.readyReplicas")}/${number(object, "spec.replicas")}`,
      ageOf(object, now),
      containerNames(object, TEMPLATE),
      containerImages(object, TEMPLATE),
    ],
  },
  "daemonsets.apps": {
    columns: [
      ["Desired", "integer"],
      ["Current", "integer"],
      ["Ready", "integer"],
      ["Up-to-date", "integer"],
      ["Available", "integer"],
      ["Node Selector", "string"],
      ["Age", "string"],
      ...WIDE,
    ],
    cells: (object, now) => [
      number(object, "status.desiredNumberScheduled"),
      number(object, "status.currentNumberScheduled"),
      number(object, "status.numberReady"),
      number(object, "status.updatedNumberScheduled"),
      number(object, "status.numberAvailable"),
      labelsText(at(object, "spec.template.spec.nodeSelector")),
      ageOf(object, now),
      ...wide(object),
    ],
  },
  "jobs.batch": {
    columns: [["Status", "string"], ["Completions", "string"], ["Duration", "string"], ["Age", "string"], ...WIDE],
    cells: (object, now) => jobCells(object as Job, now),
  },
  "cronjobs.batch": {
    columns: [
      ["Schedule", "string"],
      ["Timezone", "string"],
      ["Suspend", "boolean"],
      ["Active", "integer"],
      ["Last Schedule", "string"],
      ["Age", "string"],
      ...WIDE,
    ],
    cells: (object, now) => {
      const last = at(object, "status.lastScheduleTime");
      const pods = "spec.jobTemplate.spec.template.spec.containers";
      return [
        text(at(object, "spec.schedule")),
        text(at(object, "spec.timeZone")) || "<none>",
        at(object, "spec.suspend") === true ? "True" : "False",
        list(at(object, "status.active")).length,
        last ? since(last, now) : "<none>",
        ageOf(object, now),
        containerNames(object, pods),
        containerImages(object, pods),
        "<none>",
      ];
    },
  },
};
