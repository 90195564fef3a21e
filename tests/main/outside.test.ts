import { describe, expect, it } from 'vitest';
import { openOutside, WrittenFiles } from '../../electron/outside';

/** @returns the addresses that the system was asked to open */
async function opened(address: string): Promise<string[]> {
  const asked: string[] = [];
  await openOutside(address, async (url) => void asked.push(url));
  return asked;
}

describe('an address outside', () => {
  it.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['HTTP://Example.org', 'http://example.org/'],
    ['mailto:desk@example.org?subject=A%20ferry', 'mailto:desk@example.org?subject=A%20ferry'],
    ['mailto:desk@example.org?subject=A%20ferry&attach=/etc/passwd', 'mailto:desk@example.org?subject=A%20ferry'],
  ])('%s is opened', async (address, expected) => {
    expect(await opened(address)).toEqual([expected]);
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'broadsheet://app/index.html',
    'smb://server/share',
    'ms-msdt:/id PCWDiagnostic',
    'vscode://file/etc/passwd',
    '//example.org',
    'example.org',
    '/etc/passwd',
    '',
    `https://example.org/${'a'.repeat(10_000)}`,
  ])('%s is refused with a sentence, and nothing opened', async (address) => {
    const asked: string[] = [];
    const attempt = openOutside(address, async (url) => void asked.push(url));
    await expect(attempt).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining('web and mail') as string });
    expect(asked).toEqual([]);
  });
});

it('shows only what the app wrote', () => {
  const written = new WrittenFiles();
  written.add('/home/ada/story.pdf');
  expect(written.check('/home/ada/story.pdf')).toBe('/home/ada/story.pdf');
  for (const path of ['/etc/passwd', '/home/ada', '/home/ada/../ada/story.pdf', '']) {
    expect(() => written.check(path)).toThrow('only files that it wrote');
  }
});
