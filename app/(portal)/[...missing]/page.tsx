import { notFound } from "next/navigation";

/** An address that no page has, answered inside the shell. */
export default function MissingPage() {
  notFound();
}
