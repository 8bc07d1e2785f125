import { expect, test } from "vitest";
import { checkPublicUrl } from "./check-public-url.ts";

test.each(["http://portal.example.com", "http://10.0.0.1:3000", "http://localhost.example.com"])(
  "%s in production is warned about: its cookies are not Secure",
  (WHEELHOUSE_URL) => {
    expect(checkPublicUrl({ NODE_ENV: "production", WHEELHOUSE_URL })).toMatch(/^WHEELHOUSE_URL is http: .*https/);
    expect(checkPublicUrl({ NODE_ENV: "development", WHEELHOUSE_URL })).toBeUndefined();
  },
);

test.each([undefined, "https://portal.example.com", "http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]"])(
  "%s is not",
  (WHEELHOUSE_URL) => {
    expect(checkPublicUrl({ NODE_ENV: "production", WHEELHOUSE_URL })).toBeUndefined();
  },
);
