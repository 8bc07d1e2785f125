import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { readEnv } from "#lib/core/env";
import { Gallery } from "./client.tsx";

export const metadata: Metadata = { title: "Components" };

/** Every primitive in all its states: the reference for people who build screens. Not part of a production server. */
export default async function ComponentsPage() {
  await connection();
  const { NODE_ENV, WHEELHOUSE_DEV_PAGES } = readEnv();
  if (NODE_ENV === "production" && !WHEELHOUSE_DEV_PAGES) notFound();
  return <Gallery />;
}
