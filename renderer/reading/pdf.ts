/** PDF as pictures of its pages, by the library that Firefox shows PDF with. Loaded when pages are first looked at. */
import { getDocument, GlobalWorkerOptions, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
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

function pageOf(page: PDFPageProxy): PdfPage {
  const { width, height } = page.getViewport({ scale: 1 });
  return {
    width,
    height,
    paint(canvas, wanted) {
      const viewport = page.getViewport({ scale: wanted / width });
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      const task = page.render({ canvas, viewport });
      // One that was stopped is no failure.
      task.promise.catch(() => undefined);
      return () => task.cancel();
    },
  };
}

/** Opens a PDF. Its bytes are used up. */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  GlobalWorkerOptions.workerPort ??= new PdfWorker();
  const task = getDocument({ data: bytes, useWasm: false, useSystemFonts: false, isOffscreenCanvasSupported: false, verbosity: 0 });
  const document = await task.promise;
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)));
  return { pages: pages.map(pageOf), close: () => void task.destroy() };
}
