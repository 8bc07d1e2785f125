"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { NOTICE_EVENT, type Notice } from "./notify.tsx";

const Toaster = dynamic(() => import("./toaster.tsx").then((module) => module.Toaster), { ssr: false });

/** Waits for notices; draws nothing before the first. */
export function NoticeHost() {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEffect(() => {
    function add(event: Event) {
      const notice = (event as CustomEvent<Notice>).detail;
      setNotices((before) => [...before, notice]);
    }
    window.addEventListener(NOTICE_EVENT, add);
    return () => window.removeEventListener(NOTICE_EVENT, add);
  }, []);
  return notices.length === 0 ? null : <Toaster notices={notices} />;
}
