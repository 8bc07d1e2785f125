import type { Viewer } from "../layout/viewer.tsx";

/** What the search needs, before and after its list is there. */
export type SearchParts = {
  viewer: Viewer;
  /** What is typed. */
  text: string;
  onText: (text: string) => void;
  onClose: () => void;
  /** Gives the focus back to where it was before. */
  focusBack: () => void;
};
