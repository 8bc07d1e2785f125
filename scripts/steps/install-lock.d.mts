export function withInstallLock<T>(root: string, work: () => Promise<T>): Promise<T>;
