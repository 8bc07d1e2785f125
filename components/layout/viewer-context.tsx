"use client";

import { createContext, useContext } from "react";
import type { Viewer } from "./viewer.tsx";

export const ViewerContext = createContext<Viewer | undefined>(undefined);

/** Who looks. @throws outside the shell */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("There is no viewer outside the shell.");
  return viewer;
}
