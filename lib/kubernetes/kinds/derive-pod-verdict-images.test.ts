import { describe, expect, test } from "vitest";
import { judgePod, type PodSigns } from "../testing/judge-pod.ts";
import { NOW, terminated, waiting } from "../testing/objects.ts";

const pull = (reason: string, message?: string) => ({
  phase: "Pending",
  ready: false,
  containers: [{ image: "ledger:1.8.3", state: waiting(reason, message) }],
});

const REF =
  'failed to pull and unpack image "docker.io/library/ledger:1.8.3": failed to resolve reference "docker.io/library/ledger:1.8.3"';

describe("image pull", () => {
  test.each([
    [
      "not found",
      pull("ErrImagePull", `rpc error: code = NotFound desc = ${REF}: docker.io/library/ledger:1.8.3: not found`),
      "Image `ledger:1.8.3` cannot be pulled: not found in the registry.",
    ],
    [
      "manifest unknown",
      pull("ErrImagePull", "manifest unknown: manifest tagged by 1.8.3 is not found"),
      "Image `ledger:1.8.3` cannot be pulled: not found in the registry.",
    ],
    [
      "unauthorised",
      pull(
        "ErrImagePull",
        `rpc error: code = Unknown desc = ${REF}: failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized`,
      ),
      "Image `ledger:1.8.3` cannot be pulled: the registry refuses access, or the repository does not exist.",
    ],
    [
      "access denied",
      pull(
        "ErrImagePull",
        "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
      ),
      "Image `ledger:1.8.3` cannot be pulled: the registry refuses access, or the repository does not exist.",
    ],
    [
      "back-off alone",
      pull("ImagePullBackOff", 'Back-off pulling image "ledger:1.8.3"'),
      "Image `ledger:1.8.3` cannot be pulled.",
    ],
    [
      "back-off with its cause (since 1.31)",
      pull(
        "ImagePullBackOff",
        `Back-off pulling image "ledger:1.8.3": ErrImagePull: rpc error: code = NotFound desc = ${REF}: not found`,
      ),
      "Image `ledger:1.8.3` cannot be pulled: not found in the registry.",
    ],
    [
      "no such host",
      pull(
        "ErrImagePull",
        `${REF}: failed to do request: Head "https://registry.example/v2/": dial tcp: lookup registry.example on 10.0.0.10:53: no such host`,
      ),
      "Image `ledger:1.8.3` cannot be pulled: the name of the registry does not resolve.",
    ],
    [
      "timeout",
      pull("ErrImagePull", `${REF}: dial tcp 192.0.2.1:443: i/o timeout`),
      "Image `ledger:1.8.3` cannot be pulled: the registry does not answer.",
    ],
    [
      "rate limit",
      pull(
        "ErrImagePull",
        "429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.",
      ),
      "Image `ledger:1.8.3` cannot be pulled: the registry limits how many images may be pulled.",
    ],
    [
      "certificate",
      pull("ErrImagePull", "tls: failed to verify certificate: x509: certificate signed by unknown authority"),
      "Image `ledger:1.8.3` cannot be pulled: the certificate of the registry is not trusted.",
    ],
    [
      "platform",
      pull("ErrImagePull", "no match for platform in manifest: not found"),
      "Image `ledger:1.8.3` cannot be pulled: it was not built for the platform of the node.",
    ],
    [
      "invalid name",
      pull("InvalidImageName", 'Failed to apply default image tag "Ledger": invalid reference format'),
      "Image `ledger:1.8.3` cannot be pulled: the name is not valid.",
    ],
    [
      "never pull",
      pull("ErrImageNeverPull", 'Container image "ledger:1.8.3" is not present with pull policy of Never'),
      "Image `ledger:1.8.3` cannot be pulled: it is not on the node and the pull policy is Never.",
    ],
  ])("%s", (_, pod, sentence) => {
    expect(judgePod(pod)).toMatchObject({ level: "failing", label: "Image pull", cause: "image-pull", sentence });
  });

  test.each([
    ["since its event began", {}, [["Failed", 'Failed to pull image "ledger:1.8.3": not found']], 240],
    ["since it ended, where it has run", { last: terminated(1, "Error", 90) }, [], 90],
    ["since the pod started, where it never ran", {}, [], 720],
  ] as [string, object, NonNullable<PodSigns["events"]>, number][])("has failed %s", (_, more, events, seconds) => {
    const [container] = pull("ImagePullBackOff", "not found").containers;
    const pod = { ...pull("ImagePullBackOff"), containers: [{ ...container, ...more }] };
    expect(judgePod(pod, { events }).since).toBe(NOW - seconds);
  });

  test("has failed since the init containers were done", () => {
    const init = [{ name: "migrate", state: terminated(0, "Completed", 200) }];
    expect(judgePod({ ...pull("ImagePullBackOff"), init }).since).toBe(NOW - 200);
  });

  test("has failed, for an init container, since the one before it was done", () => {
    const first = { name: "migrate", state: terminated(0, "Completed", 200) };
    const second = { name: "seed", image: "seed:1", state: waiting("ImagePullBackOff", "not found") };
    const containers = [{ state: waiting("PodInitializing") }];
    expect(judgePod({ ...pull("ImagePullBackOff"), init: [first, second], containers }).since).toBe(NOW - 200);
  });

  test("the event says what the back-off does not", () => {
    const verdict = judgePod(pull("ImagePullBackOff", 'Back-off pulling image "ledger:1.8.3"'), {
      events: [["Failed", 'Failed to pull image "ledger:1.8.3": rpc error: code = NotFound desc = not found']],
    });
    expect(verdict.sentence).toBe("Image `ledger:1.8.3` cannot be pulled: not found in the registry.");
  });
});
