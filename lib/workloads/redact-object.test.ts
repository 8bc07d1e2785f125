import { describe, expect, test } from "vitest";
import { redactObject } from "./redact-object.ts";

const withEnv = (env: object[]) => ({ kind: "Pod", spec: { containers: [{ name: "api", env }] } });
const withArgs = (args: string[]) => ({ kind: "Pod", spec: { containers: [{ name: "api", args }] } });
const redact = (object: unknown, secretNames = true) => redactObject(object, { secretNames });

describe("an object that is shown", () => {
  test("has no managed fields and no copy of the object as it was applied", () => {
    const annotations = {
      "kubectl.kubernetes.io/last-applied-configuration": '{"password":"x"}',
      "kapp.k14s.io/original": "{}",
      team: "pay",
    };
    const template = { metadata: { annotations } };
    const { object } = redact({ metadata: { name: "a", managedFields: [{ manager: "x" }], annotations }, template });
    const rest = { annotations: { team: "pay" } };
    expect(object).toEqual({ metadata: { name: "a", ...rest }, template: { metadata: rest } });
  });

  test("never has the values of a Secret, in whatever form", () => {
    const secret = { kind: "Secret", data: { a: "aHVudGVyMg==" }, stringData: { b: "hunter2" } };
    const hidden = { kind: "Secret", data: { a: "[redacted]" }, stringData: { b: "[redacted]" } };
    expect(redact(secret).object).toEqual(hidden);
    expect(redact({ spec: { template: secret } }).object).toEqual({ spec: { template: hidden } });
  });

  test("survives nesting and texts without end", () => {
    let deep: object = {};
    for (let level = 0; level < 5_000; level += 1) deep = { deep };
    expect(() => redact(deep)).not.toThrow();
    for (const piece of [
      "a=",
      "token=",
      "'",
      '"',
      "\\",
      "--token ",
      "secret: ",
      "[",
      '{"a":',
      "://a:",
      "Bearer ",
      "--a",
      "mysql ",
    ])
      expect(() => redact(withArgs([piece.repeat(50_000)]))).not.toThrow();
  });
});

describe("a literal is hidden", () => {
  test("on a command line, also when the option stands before it", () => {
    const { object, redacted } = redact(withArgs(["--token=x1", "--password", "hunter2", "run"]));
    expect(object).toEqual(withArgs(["--token=[redacted]", "--password", "[redacted]", "run"]));
    expect(redacted).toEqual(["spec.containers[0].args[0]", "spec.containers[0].args[2]"]);
  });

  test.each([
    ...["DB_PASSWORD", "API_TOKEN", "CLIENT_SECRET", "AWS_ACCESS_KEY_ID", "apiKey", "SENTRY_DSN", "BASIC_AUTH"],
    ...["ENCRYPTION_KEY", "SIGNING_KEY", "DB_PWD", "DBPWD", "MYSQL_ROOT_PWD", "SMTP_PASS", "REDISPASS", "PGPASSWORD"],
    ...["JWT", "GITHUB_PAT", "SESSION_COOKIE", "SECRET_KEY_BASE", "NEXTAUTH_SECRET", "encryptionKey", "KEY", "KEYS"],
    ...["DB_CONNECTION_STRING", "MASTER_KEY_1", "authtoken", "AZURE_STORAGE_KEY", "HASH_SALT", "API_TOKENS"],
  ])("of the variable %s", (name) => {
    const { object, redacted } = redact(withEnv([{ name, value: "hunter2" }]));
    expect(JSON.stringify(object)).not.toContain("hunter2");
    expect(redacted).toEqual(["spec.containers[0].env[0].value"]);
  });

  test.each(["Authorization", "X-Api-Key", "Proxy-Authorization", "Cookie", "X-Auth-Token", "PRIVATE-TOKEN"])(
    "of the header %s of a probe",
    (name) => {
      const httpGet = { path: "/", httpHeaders: [{ name, value: "Basic aHVudGVyMg" }] };
      const { object } = redact({ spec: { containers: [{ livenessProbe: { httpGet } }] } });
      expect(JSON.stringify(object)).not.toContain("aHVudGVyMg");
    },
  );

  test.each([
    ["postgres://app:hunter2@db.example.com/shop", "postgres://app:[redacted]@db.example.com/shop"],
    ["redis://:hunter2@cache:6379/0", "redis://:[redacted]@cache:6379/0"],
    ["amqp://u:hunt/er2@mq", "amqp://u:[redacted]@mq"],
    ["https://0123456789abcdef0123@sentry.example/1", "https://[redacted]@sentry.example/1"],
    ["https://hooks.slack.com/services/T0/B0/hunter2", "https://hooks.slack.com/services/[redacted]"],
    ["https://api.example/?user=a&access_token=hunter2&x=1", "https://api.example/?user=a&access_token=[redacted]&x=1"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "[redacted]"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIE", "[redacted]"],
    ["ghp_abcdefghijklmnopqrstuvwxyz0123456789", "[redacted]"],
    ["host=db user=app password=hunter2 sslmode=require", "host=db user=app password=[redacted] sslmode=require"],
    ["Server=db;User Id=app;Password=hunter2;", "Server=db;User Id=app;Password=[redacted];"],
    ['{"user":"app","password":"hunter2"}', '{"user":"app","password":"[redacted]"}'],
    ['{"auths":{"r.example":{"auth":"aHVudGVyMg=="}}}', '{"auths":{"r.example":{"auth":"[redacted]"}}}'],
    [
      '{"db":{"port":1,"pin":123456},"tokens":["hunter2"]}',
      '{"db":{"port":1,"pin":"[redacted]"},"tokens":"[redacted]"}',
    ],
    ["log: debug\npassword: hunter2\nport: 80", "log: debug\npassword: [redacted]\nport: 80"],
    ["spring.datasource.password=hunter2\nport=80", "spring.datasource.password=[redacted]\nport=80"],
  ])("inside a value, whatever it is called: %s", (value, expected) => {
    expect(redact(withEnv([{ name: "PLAIN", value }])).object).toEqual(withEnv([{ name: "PLAIN", value: expected }]));
  });

  test.each([
    ["password", "hunter2"],
    ["example.com/config", '{"env":[{"name":"DB_PASSWORD","value":"hunter2"}]}'],
    [
      "nginx.ingress.kubernetes.io/configuration-snippet",
      'proxy_set_header Authorization "Basic hunter2";\npassword=hunter2',
    ],
  ])("in the annotation %s", (key, value) => {
    const { object, redacted } = redact({ metadata: { annotations: { [key]: value } } });
    expect(JSON.stringify(object)).not.toMatch(/password(=|":)"?hunter2|"hunter2"/);
    expect(redacted).toEqual([`metadata.annotations.${key}`]);
  });
});

describe("what is no secret stays", () => {
  test.each([
    ["LOG_LEVEL", "info"],
    ["PUBLIC_KEY", "abc"],
    ["PARTITION_KEY", "tenant"],
    ["TOKEN_TTL", "3600s"],
    ["MAX_TOKENS", "4096"],
    ["TOKENIZERS_PARALLELISM", "maybe"],
    ["PASSWORD_FILE", "/run/secrets/db"],
    ["TLS_KEY", "/etc/tls/tls.key"],
    ["SECRET_NAME", "database"],
    ["AUTH_MODE", "oidc"],
    ["AUTH_URL", "https://login.example/oauth"],
    ["AUTHOR", "Ada"],
    ["KEYCLOAK_REALM", "shop"],
    ["ENABLE_PASSWORD_RESET", "true"],
    ["USE_TOKEN", "true"],
    ["DB_PASSWORD", "$(DB_PASSWORD_FROM_SECRET)"],
    ["PWD", "/workspace"],
    ["BYPASS", "10.0.0.0/8"],
    ["COMPASS", "north"],
    ["MONKEY", "banana"],
    ["IMAGE", "registry.example:5000/auth/token-service:1.2@sha256:abcdef"],
    ["TIME", "12:30:00"],
    ["URLS", "http://a:8080,http://b:8080"],
    ["JAVA_OPTS", "-Xmx512m -Dserver.port=8080 -XX:+UseG1GC"],
  ])("%s=%s", (name, value) => {
    expect(redact(withEnv([{ name, value }]))).toEqual({ object: withEnv([{ name, value }]), redacted: [] });
  });

  test("references, ordinary fields and where they point", () => {
    const object = {
      kind: "Pod",
      metadata: { name: "token-service", annotations: { "eks.amazonaws.com/token-expiration": "86400" } },
      spec: {
        automountServiceAccountToken: false,
        serviceAccountName: "auth",
        tolerations: [{ key: "dedicated", value: "gpu", operator: "Equal" }],
        containers: [
          {
            name: "auth",
            image: "auth:1.4",
            env: [
              { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "database", key: "password" } } },
              { name: "MODE", valueFrom: { configMapKeyRef: { name: "settings", key: "KEY" } } },
            ],
          },
        ],
        volumes: [{ name: "token", projected: { sources: [{ serviceAccountToken: { path: "token" } }] } }],
      },
    };
    expect(redact(object)).toEqual({ object, redacted: [] });
  });
});

describe("names of Secrets", () => {
  const pod = {
    kind: "Pod",
    metadata: { name: "api", annotations: { copy: '{"volumes":[{"secret":{"secretName":"s-volume"}}]}' } },
    spec: {
      imagePullSecrets: [{ name: "s-pull" }],
      containers: [
        {
          name: "api",
          env: [
            { name: "A", valueFrom: { secretKeyRef: { name: "s-env", key: "a" } } },
            { name: "B", valueFrom: { configMapKeyRef: { name: "settings", key: "b" } } },
          ],
          envFrom: [{ secretRef: { name: "s-from" } }, { configMapRef: { name: "settings" } }],
        },
      ],
      volumes: [
        { name: "v1", secret: { secretName: "s-volume" } },
        { name: "v2", projected: { sources: [{ secret: { name: "s-projected" } }] } },
        { name: "v3", csi: { driver: "x", nodePublishSecretRef: { name: "s-csi" } } },
        { name: "v4", azureFile: { secretName: "s-azure", shareName: "share" } },
      ],
    },
    status: {
      conditions: [{ message: 'MountVolume failed for volume "v1" : secret "s-volume" not found' }],
      containerStatuses: [{ state: { waiting: { message: "couldn't find key a in Secret team-a/s-env" } } }],
    },
  };

  test("are hidden from people who may not list Secrets, also in messages", () => {
    const { object, redacted } = redact(pod, false);
    expect(JSON.stringify(object)).not.toMatch(/"s-|\/s-/);
    expect(JSON.stringify(object)).toContain('"settings"');
    expect(JSON.stringify(object)).toContain('"key":"a"');
    expect(redacted).toContain("spec.imagePullSecrets[0].name");
    expect(redacted).toContain("status.conditions[0].message");
    expect(redacted).toHaveLength(10);
  });

  test("are shown to people who may", () => {
    expect(redact(pod, true)).toEqual({ object: pod, redacted: [] });
  });
});
