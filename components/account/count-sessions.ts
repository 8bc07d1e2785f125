/** "No other session", "1 other session", "3 other sessions". */
export function countSessions(sessions: number): string {
  return `${sessions === 0 ? "No" : sessions} other session${sessions > 1 ? "s" : ""}`;
}
