import { expect, test } from "vitest";
import { formatBytes, formatCpu, formatUse } from "./format-quantity.ts";

test("memory is written in binary units with at most three significant digits", () => {
  expect(formatBytes(0)).toBe("0 B");
  expect(formatBytes(256 * 1024 ** 2)).toBe("256 MiB");
  expect(formatBytes(1.5 * 1024 ** 3)).toBe("1.5 GiB");
  expect(formatBytes(121.43 * 1024 ** 3)).toBe("121 GiB");
});

test("CPU is written in millicores below one core and in cores from there on", () => {
  expect(formatCpu(250)).toBe("250m");
  expect(formatCpu(1000)).toBe("1 core");
  expect(formatCpu(38_200)).toBe("38.2 cores");
});

test("use is written in the unit of the limit, so that both numbers compare", () => {
  expect(formatUse("cores", 38_200, 48_000)).toBe("38.2 of 48 cores");
  expect(formatUse("bytes", 512 * 1024 ** 2, 2 * 1024 ** 3)).toBe("0.5 of 2 GiB");
  expect(formatUse("bytes", 903 * 1024 ** 3, 1152 * 1024 ** 3)).toBe("903 of 1,152 GiB");
  expect(formatUse("bytes", 0, 0)).toBe("0 of 0 B");
  expect(formatUse("count", 4, 1200)).toBe("4 of 1,200");
});
