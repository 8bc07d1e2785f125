/**
 * Where code for the browser stands, as patterns of paths: the import rules for client code hold in these files, and
 * "use client" stands in no others.
 */
export const CLIENT_FILES: readonly string[] = [
  "^components/",
  String.raw`^app/.*(client|error)\.tsx$`,
  String.raw`^app/dev/.*/(?!page)[a-z-]+\.tsx$`,
];
