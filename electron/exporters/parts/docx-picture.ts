import type { BlockSetting } from './docx-blocks';
import { attributes, fitting } from './xml-text';

/** English Metric Units, in which drawings are measured: to a pixel of the web, and to a twentieth of a point. */
const PER_PIXEL = 9_525;
const PER_TWENTIETH = 635;
/** A picture leaves room for its caption. */
const MOST_OF_THE_PAGE = 0.8;

/** A picture as a run that shows it, as large as it is or as there is room; empty for one that word processors do not show. */
export function drawing(src: string, alt: string, { part, nextId, room, indent }: BlockSetting): string {
  const found = part.picture(src);
  if (!found) return '';
  const { width, height } = found.picture;
  const most = { width: Math.max(room.width - indent, 1_000), height: room.height * MOST_OF_THE_PAGE };
  const scale = Math.min(1, (most.width * PER_TWENTIETH) / (width * PER_PIXEL), (most.height * PER_TWENTIETH) / (height * PER_PIXEL));
  const size = { cx: Math.max(1, Math.round(width * PER_PIXEL * scale)), cy: Math.max(1, Math.round(height * PER_PIXEL * scale)) };
  const id = nextId();
  const name = { id, name: `Picture ${id}` };
  const described = attributes({ ...name, descr: fitting(alt) });
  const pixels = `<pic:blipFill><a:blip${attributes({ 'r:embed': found.relation })}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`;
  const shape = `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext${attributes(size)}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`;
  const picture = `<pic:pic><pic:nvPicPr><pic:cNvPr${described}/><pic:cNvPicPr/></pic:nvPicPr>${pixels}${shape}</pic:pic>`;
  const graphic = `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">${picture}</a:graphicData></a:graphic>`;
  const frame = `<wp:extent${attributes(size)}/><wp:docPr${described}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>`;
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">${frame}${graphic}</wp:inline></w:drawing></w:r>`;
}
