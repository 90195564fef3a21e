/** PDF as pictures of its pages, by the library that Firefox shows PDF with. Loaded when pages are first looked at. */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.mjs?worker';

/** One page: its size in CSS pixels at 100 %, and the way to paint it. */
export interface PdfPage {
  width: number;
  height: number;
  /** @param width in device pixels @returns stops painting */
  paint(canvas: HTMLCanvasElement, width: number): () => void;
}

export interface Pdf {
  pages: readonly PdfPage[];
  close(): void;
}

async function paintPage(
  document: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  wanted: number,
  signal: AbortSignal,
): Promise<void> {
  const page = await document.getPage(number);
  if (signal.aborted) return;
  const viewport = page.getViewport({ scale: wanted / page.getViewport({ scale: 1 }).width });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  const task = page.render({ canvas, viewport });
  signal.addEventListener('abort', () => task.cancel());
  await task.promise;
  performance.mark('page-painted');
}

/** Opens a PDF whose pages are all of one size. Its bytes are used up. Pages are read when they are painted. */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  GlobalWorkerOptions.workerPort ??= new PdfWorker();
  const task = getDocument({ data: bytes, useWasm: false, useSystemFonts: false, isOffscreenCanvasSupported: false, verbosity: 0 });
  const document = await task.promise;
  const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
  const pages = Array.from({ length: document.numPages }, (_, index): PdfPage => ({
    width,
    height,
    paint(canvas, wanted) {
      const controller = new AbortController();
      // One that was stopped is no failure.
      paintPage(document, index + 1, canvas, wanted, controller.signal).catch(() => undefined);
      return () => controller.abort();
    },
  }));
  return { pages, close: () => void task.destroy() };
}
