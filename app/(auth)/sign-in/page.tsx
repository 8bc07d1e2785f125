import type { Metadata } from "next";
import { safeNextPath } from "#lib/auth/safe-next-path";
import { SignInForm } from "./client.tsx";

export const metadata: Metadata = { title: "Sign in" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: PageProps) {
  const { next, ended, error } = await searchParams;
  const path = safeNextPath(typeof next === "string" ? next : undefined);
  return <SignInForm next={path} ended={ended === "1"} initialError={typeof error === "string" ? error : undefined} />;
}
