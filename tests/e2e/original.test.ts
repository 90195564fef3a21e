import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, Computer, startApp, type RunningApp } from '../support/app';
import { netLogOf } from '../support/net-log';
import { Person } from '../support/person';

const PARAGRAPH = '<p>The bridge was opened on Monday, and the ferry went on sailing as if nothing had happened, said the council.</p>';

/** Tries every way out of a frame there is. */
const HOSTILE = `<!doctype html><html lang="en"><head><title>Hostile page</title>
<meta http-equiv="x-dns-prefetch-control" content="on"><meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<base href="https://evil.example/">
<link rel="stylesheet" href="https://evil.example/style.css"><link rel="preconnect" href="https://evil.example">
<link rel="dns-prefetch" href="https://evil.example"><link rel="prefetch" href="https://evil.example/next">
<style>@import url(https://evil.example/import.css); h1 { color: rgb(1, 2, 3); background: url(https://evil.example/bg.png) }
@font-face { font-family: E; src: url(https://evil.example/e.woff2) } p { font-family: E }</style>
<script>parent.postMessage('script', '*'); top.location = 'https://evil.example/top'</script>
<script src="https://evil.example/x.js"></script></head>
<body onload="parent.postMessage('onload', '*')"><article><h1>A page that wants out</h1>
${PARAGRAPH.repeat(6)}
<img src="https://evil.example/picture.png" onerror="parent.postMessage('onerror', '*')" alt="A bridge">
<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==" id="inside" alt="">
<iframe src="https://evil.example/frame.html"></iframe><iframe src="broadsheet://app/index.html"></iframe>
<iframe srcdoc="<script>top.postMessage('srcdoc', '*')</script>"></iframe>
<object data="https://evil.example/o"></object><embed src="https://evil.example/e">
<video src="https://evil.example/v.mp4" autoplay></video><audio src="https://evil.example/a.mp3" autoplay></audio>
<svg><script>parent.postMessage('svg', '*')</script><image href="https://evil.example/i.png"/></svg>
<a id="self" href="https://evil.example/self" ping="https://evil.example/ping">self</a>
<a id="own" href="https://evil.example/own" target="_self">own</a>
<a id="top" href="https://evil.example/top" target="_top">top</a>
<a id="blank" href="https://evil.example/blank" target="_blank">blank</a>
<a id="app" href="broadsheet://app/index.html" target="_top">app</a>
<a id="script" href="javascript:parent.postMessage('link', '*')">script</a>
<form id="form" action="https://evil.example/form" target="_top"><button id="send">send</button></form>
</article></body></html>`;

const JAPANESE = `<!doctype html><html lang="ja"><head><meta charset="EUC-JP"><title>夜のフェリー</title></head><body><article><h1>夜のフェリー</h1>
${'<p>月曜日に橋が開通したが、夜のフェリーは何事もなかったかのように運航を続け、町議会を驚かせた。</p>'.repeat(8)}</article></body></html>`;

describe('the original of a story', () => {
  const computer = new Computer();
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-original-'));
  const netLog = join(folder, 'chromium.json');
  let running: RunningApp;
  let page: Page;

  beforeAll(async () => {
    const files = { 'hostile.html': Buffer.from(HOSTILE), 'japanese.html': iconv.encode(JAPANESE, 'EUC-JP') };
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    running = await startApp(computer, { switches: [`--log-net-log=${netLog}`, '--net-log-capture-mode=Everything'] });
    ({ page } = running);
    await page.getByRole('option').first().waitFor();
    await new Person(running).importFiles(Object.keys(files).map((name) => join(folder, name)));
  });
  afterAll(async () => {
    await running.close();
    // The whole time, nothing left the app.
    expect(existsSync(netLog)).toBe(true);
    expect(netLogOf(netLog)).toEqual({ departures: [], addresses: [] });
    rmSync(folder, { recursive: true, force: true });
    computer.dispose();
  });

  const uidOf = async (headline: string): Promise<string> => {
    const reply = await ask(page, 'articles.list', { scope: { kind: 'all' }, limit: 10, offset: 0 });
    const found = reply.ok ? reply.value.items.find((item) => item.headline === headline) : undefined;
    if (!found) throw new Error(`There is no story “${headline}”.`);
    return found.uid;
  };

  /** Looks at an original as the window does, in a frame that may do nothing, and writes down what the frame says. */
  const look = async (uid: string): Promise<Frame> => {
    await page.evaluate((address) => {
      document.querySelector('#original')?.remove();
      const said: unknown[] = [];
      window.addEventListener('message', ({ data }) => said.push(data));
      Object.assign(window, { said });
      const frame = document.createElement('iframe');
      frame.id = 'original';
      frame.setAttribute('sandbox', '');
      frame.src = address;
      Object.assign(frame.style, { position: 'fixed', inset: '0', width: '100%', height: '100%', zIndex: '99', background: 'white' });
      document.body.append(frame);
    }, `broadsheet://original/${uid}`);
    const element = await page.waitForSelector('#original');
    const frame = await element.contentFrame();
    if (!frame) throw new Error('The frame stayed empty.');
    await frame.waitForLoadState('load');
    return frame;
  };

  it('shows a hostile page, and nothing in it runs, goes anywhere or is fetched', async () => {
    const windows = await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    const address = page.url();
    const uid = await uidOf('A page that wants out');
    const frame = await look(uid);
    expect(await frame.textContent('h1')).toBe('A page that wants out');
    // Its own styles apply, and a picture inside it shows.
    const box = await frame.locator('#inside').evaluate((image) => (image as HTMLImageElement).naturalWidth);
    expect(box).toBe(1);
    expect(await frame.locator('h1').evaluate((heading) => getComputedStyle(heading).color)).toBe('rgb(1, 2, 3)');
    for (const id of ['self', 'top', 'blank', 'app', 'script', 'send']) await frame.locator(`#${id}`).click({ noWaitAfter: true });
    // Whatever one of them began would have shown by the time the app has answered again.
    for (let turn = 0; turn < 5; turn += 1) await ask(page, 'library.overview', {});
    expect(frame.url()).toBe(`broadsheet://original/${uid}`);
    // A link that insists on the frame leaves it empty.
    await frame.locator('#own').click({ noWaitAfter: true });
    await expect.poll(() => frame.url()).not.toContain('original');
    expect(frame.url()).not.toContain('evil');
    expect(page.url()).toBe(address);
    expect(await page.evaluate(() => (window as unknown as { said: unknown[] }).said)).toEqual([]);
    expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(windows);
    expect(page.frames().filter((each) => /evil|app\//.test(each.url()) && each !== page.mainFrame())).toEqual([]);
  });

  it('is read in the encoding that the page was written in', async () => {
    const frame = await look(await uidOf('夜のフェリー'));
    expect(await frame.textContent('h1')).toBe('夜のフェリー');
  });

  it('is no call that a window may make', async () => {
    const reply = await ask(page, 'originals.show', { uid: await uidOf('夜のフェリー') });
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it('of a story that is not there says so', async () => {
    const frame = await look('01ARZ3NDEKTSV4RRFFQ69G5FAV');
    expect(await frame.textContent('body')).toContain('There is no story');
    const other = await look('..%2f..%2fetc%2fpasswd');
    expect(await other.textContent('body')).not.toContain('root');
  });
});
