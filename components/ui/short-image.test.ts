import { expect, test } from "vitest";
import { shortImage } from "./short-image.ts";

test.each([
  ["registry.example.com:5000/pay/api:2.14.0", "api:2.14.0"],
  ["nginx", "nginx"],
  [`ghcr.example/a/b@sha256:${"0123456789abcdef".repeat(4)}`, "b@sha256:01234567"],
])("%s is shown as %s", (image, short) => expect(shortImage(image)).toBe(short));
