import { join } from 'node:path';
import { makeLivedInArchive } from '../../scripts/lib/rooms.mjs';
import { startApp, type Computer, type RunningApp } from './app';

/** Starts the app on an archive that looks lived in, and waits for its list. */
export async function startLivedIn(computer: Computer, env: Record<string, string> = {}): Promise<RunningApp> {
  const archive = join(computer.home, 'lived-in.broadsheet');
  await makeLivedInArchive(archive, computer.home);
  const running = await startApp(computer, { args: ['--archive', archive], env });
  await running.page.getByRole('option').first().waitFor();
  return running;
}
