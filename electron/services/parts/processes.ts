/** Whether a process of this number runs; it need not be the one that had the number before. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another person is alive but may not be signalled.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
