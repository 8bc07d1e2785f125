import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redactArgument, redactText } from "./redact-text.ts";

const argsOf = (args: readonly string[]) => args.map((argument, at) => redactArgument(argument, args[at - 1]));

describe("a secret is hidden", () => {
  test.each([
    [
      ["--port=80", "--db-password=hunter2"],
      ["--port=80", "--db-password=[redacted]"],
    ],
    [
      ["--password", "hunter2", "--port", "80"],
      ["--password", "[redacted]", "--port", "80"],
    ],
    [
      ["-password", "hunter2"],
      ["-password", "[redacted]"],
    ],
    [["--token=x"], ["--token=[redacted]"]],
    [["--token=a;b&c|d'e"], ["--token=[redacted]"]],
    [["TOKEN=x"], ["TOKEN=[redacted]"]],
    [
      ["--set", "db.password=hunter2"],
      ["--set", "db.password=[redacted]"],
    ],
    [["--from-literal=password=hunter2"], ["--from-literal=password=[redacted]"]],
    [
      ["-u", "admin:hunter2"],
      ["-u", "admin:[redacted]"],
    ],
    [
      ["sh", "-c", "export TOKEN=x; run"],
      ["sh", "-c", "export TOKEN=[redacted]; run"],
    ],
    [
      ["sh", "-c", "A=1 DB_PWD='hun ter2' run --port 80"],
      ["sh", "-c", "A=1 DB_PWD='[redacted]' run --port 80"],
    ],
    [
      ["sh", "-c", 'TOKEN="open'],
      ["sh", "-c", "TOKEN=[redacted]"],
    ],
    [
      ["sh", "-c", "run --api-key hunter2 --verbose"],
      ["sh", "-c", "run --api-key [redacted] --verbose"],
    ],
    [
      ["sh", "-c", "mysql -uroot -phunter2 shop"],
      ["sh", "-c", "mysql -uroot -p[redacted] shop"],
    ],
    [
      ["sh", "-c", "redis-cli -h cache -a hunter2 ping"],
      ["sh", "-c", "redis-cli -h cache -a [redacted] ping"],
    ],
    [
      ["sh", "-c", "curl -u app:hunter2 http://x"],
      ["sh", "-c", "curl -u app:[redacted] http://x"],
    ],
    [
      ["sh", "-c", "curl -H 'Authorization: Basic aHVudGVyMg' http://x"],
      ["sh", "-c", "curl -H 'Authorization: [redacted]' http://x"],
    ],
    [
      ["sh", "-c", 'curl -H "X-Thing: Bearer abc123def456" http://x'],
      ["sh", "-c", 'curl -H "X-Thing: Bearer [redacted]" http://x'],
    ],
    [
      ["sh", "-c", 'curl -d "{\\"password\\":\\"hunter2\\"}" http://x'],
      ["sh", "-c", 'curl -d "{\\"password\\":[redacted] http://x'],
    ],
  ])("on the command line %j", (args, expected) => {
    expect(argsOf(args)).toEqual(expected);
  });

  test("property: however it is quoted and whatever stands around it", () => {
    const name = fc.constantFrom("DB_PASSWORD", "api-key", "clientSecret", "X-Auth-Token", "signing_key", "PGPASSWORD");
    const around = fc.constantFrom(
      "",
      " ",
      "; ",
      "\n",
      " && ",
      "export ",
      "A=1 ",
      "--port 80 ",
      "x: y\n",
      '"a" ',
      "'a' ",
    );
    const secret = fc.stringMatching(/^[a-zA-Z0-9+/=_.!@#%^*-]{6,20}$/).map((text) => `q7${text}`);
    const form = fc.constantFrom<(name: string, secret: string) => string>(
      (key, value) => `${key}=${value}`,
      (key, value) => `${key}="${value}"`,
      (key, value) => `${key}='${value}'`,
      (key, value) => `${key} = ${value}`,
      (key, value) => `--${key}=${value}`,
      (key, value) => `--${key} ${value}`,
      (key, value) => `--${key} "${value}"`,
      (key, value) => `${key}: ${value}`,
      (key, value) => `-H "${key}: ${value}"`,
      (key, value) => `-H '${key}: ${value}'`,
      (key, value) => `{"${key}":"${value}"}`,
      (key, value) => JSON.stringify(`{"${key}":"${value}"}`),
      (key, value) => `https://u:${encodeURIComponent(value)}@host/?${key}=1`,
      (key, value) => `https://host/?a=b&${key}=${encodeURIComponent(value)}`,
    );
    fc.assert(
      fc.property(name, secret, form, around, around, (key, value, write, before, after) => {
        const text = `${before}${write(key, value)}${after}`;
        for (const shown of [redactText(text), redactArgument(text, undefined)])
          expect([value.slice(0, 6), value.slice(-6)].filter((part) => shown.includes(part))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("of a text without end, in time that grows with its length", () => {
    const pieces = ["a=", "token=", "'", '"', "\\", "--token ", "secret: ", "[", "://a:", "Bearer ", "--a", "mysql "];
    for (const piece of pieces) expect(redactText(piece.repeat(40_000)).length).toBeGreaterThan(0);
  });
});

describe("what is no secret stays", () => {
  test.each([
    [["--port=80", "--tls-key=/etc/tls/tls.key", "--token-file", "/var/run/token"]],
    [["--password=$(DB_PASSWORD)", "--password", "$(DB_PASSWORD)"]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable
    [["sh", "-c", 'export TOKEN=$OTHER_TOKEN; export PASSWORD="${DB_PASSWORD}"; run']],
    [["sh", "-c", "docker run -u 1000:1000 x && sort -k 2"]],
    [["--label", "key=value"]],
  ])("on the command line %j", (args) => {
    expect(argsOf(args)).toEqual(args);
  });
});
