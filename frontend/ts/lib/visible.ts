/**
 * Now if this tab is looked at, else when it next is. After a restart thousands of tabs come back at once;
 * those nobody looks at can wait.
 */
export function whenVisible(run: () => void): void {
  if (!document.hidden) {
    run();
    return;
  }
  const seen = (): void => {
    if (document.hidden) return;
    document.removeEventListener("visibilitychange", seen);
    run();
  };
  document.addEventListener("visibilitychange", seen);
}
