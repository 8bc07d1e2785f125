import type { ReactNode } from "react";
import { Brand } from "#components/layout/brand";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh grid-rows-[1fr_auto_2fr] justify-items-center p-4">
      <div className="row-start-2 w-full max-w-[360px]">
        <div className="mb-5 flex justify-center text-[16px]">
          <Brand />
        </div>
        <div className="rounded-lg border border-line bg-surface p-6">{children}</div>
      </div>
    </main>
  );
}
