type Kind = "plain" | "success" | "error";
export type NoticeOptions = {
  /** A second line. */
  description?: string;
  /** A button: "Undo". */
  action?: { label: string; onClick: () => void };
  /** Milliseconds until it goes; four seconds without it. */
  duration?: number;
};
export type Notice = NoticeOptions & { kind: Kind; text: string };

/** Event by which a notice reaches `NoticeHost`. */
export const NOTICE_EVENT = "wheelhouse:notice";

function send(kind: Kind, text: string, options: NoticeOptions = {}): void {
  window.dispatchEvent(new CustomEvent<Notice>(NOTICE_EVENT, { detail: { ...options, kind, text } }));
}

/** Shows a short notice: "Copied 3 names". What draws it is loaded with the first one. */
export const toast = Object.assign((text: string, options?: NoticeOptions) => send("plain", text, options), {
  success: (text: string, options?: NoticeOptions) => send("success", text, options),
  error: (text: string, options?: NoticeOptions) => send("error", text, options),
});
