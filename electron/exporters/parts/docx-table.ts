import type { Cell } from '../../../core/story';
import { blocksToDocx, type BlockSetting } from './docx-blocks';

/** Word opens no table of more columns. */
const MOST_COLUMNS = 63;

/** A cell in the grid of a table: where it begins, or that it goes on from the row above. */
interface Placed {
  cell: Cell | null;
  columns: number;
  goesOn: boolean;
  /** Whether it goes on in the row below. */
  begins: boolean;
}

/** A table, whose first rows of headers are repeated on every page it takes. */
export function tableToDocx(rows: readonly Cell[][], setting: BlockSetting): string {
  const grid = gridOf(rows);
  const width = Math.max(0, ...grid.map((row) => row.reduce((sum, { columns }) => sum + columns, 0)));
  if (width === 0) return '';
  const room = Math.max(setting.room.width - setting.indent, 1_000);
  const column = Math.floor(room / width);
  const headRows = rows.findIndex((row) => row.length === 0 || row.some(({ header }) => !header));
  const inside = { ...setting, indent: 0, first: '', style: 'TableText', depth: 0, room: { ...setting.room, width: column } };
  const written = grid.map((row, index) => {
    const missing = width - row.reduce((sum, { columns }) => sum + columns, 0);
    const full = missing > 0 ? [...row, { cell: null, columns: missing, goesOn: false, begins: false }] : row;
    const isHead = headRows < 0 || index < headRows;
    const properties = `<w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>`;
    return `<w:tr>${properties}${full.map((placed) => cellToDocx(placed, column, inside)).join('')}</w:tr>`;
  });
  const look = '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>';
  const place = setting.indent > 0 ? `<w:tblInd w:w="${setting.indent}" w:type="dxa"/>` : '';
  const direction = setting.isRightToLeft ? '<w:bidiVisual/>' : '';
  const properties = `<w:tblPr><w:tblStyle w:val="StoryTable"/>${direction}<w:tblW w:w="${room}" w:type="dxa"/>${place}${look}</w:tblPr>`;
  const columns = `<w:tblGrid>${`<w:gridCol w:w="${column}"/>`.repeat(width)}</w:tblGrid>`;
  // Tables that follow one another would become one, and a cell must not end with a table.
  return `<w:tbl>${properties}${columns}\n${written.join('\n')}\n</w:tbl><w:p><w:pPr><w:pStyle w:val="BehindTable"/></w:pPr></w:p>`;
}

function cellToDocx({ cell, columns, goesOn, begins }: Placed, column: number, setting: BlockSetting): string {
  const span = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : '';
  const merge = begins ? '<w:vMerge w:val="restart"/>' : goesOn ? '<w:vMerge/>' : '';
  const width = column * columns;
  const inside = { ...setting, bold: setting.bold || cell?.header === true, room: { ...setting.room, width } };
  const content = cell ? blocksToDocx(cell.blocks, inside) : '';
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${merge}</w:tcPr>${content || '<w:p/>'}</w:tc>`;
}

/** The cells of every row, with those that reach down into it from above. */
function gridOf(rows: readonly Cell[][]): Placed[][] {
  /** By the column they begin in: how many columns and how many more rows. */
  let reaching = new Map<number, { columns: number; rows: number }>();
  return rows.map((row, index) => {
    const below = new Map<number, { columns: number; rows: number }>();
    const placed: Placed[] = [];
    let at = 0;
    const goOn = () => {
      for (let above = reaching.get(at); above; above = reaching.get(at)) {
        placed.push({ cell: null, columns: above.columns, goesOn: true, begins: false });
        if (above.rows > 1) below.set(at, { ...above, rows: above.rows - 1 });
        at += above.columns;
      }
    };
    const left = () => Math.min(MOST_COLUMNS, ...[...reaching.keys()].filter((start) => start > at)) - at;
    for (const cell of row) {
      goOn();
      const last = placed.findLast(({ cell: there }) => there !== null);
      // What has no column of its own any more stands in the last cell.
      if (at >= MOST_COLUMNS && last?.cell) {
        last.cell = { ...last.cell, blocks: [...last.cell.blocks, ...cell.blocks] };
        continue;
      }
      const columns = Math.max(1, Math.min(cell.columns ?? 1, left()));
      const more = Math.min(cell.rows ?? 1, rows.length - index) - 1;
      placed.push({ cell, columns, goesOn: false, begins: more > 0 });
      if (more > 0) below.set(at, { columns, rows: more });
      at += columns;
    }
    goOn();
    // Those further on, behind columns that this row has no cells for.
    for (const [start, above] of [...reaching].filter(([from]) => from > at).toSorted(([a], [b]) => a - b)) {
      placed.push({ cell: null, columns: start - at, goesOn: false, begins: false });
      placed.push({ cell: null, columns: above.columns, goesOn: true, begins: false });
      if (above.rows > 1) below.set(start, { ...above, rows: above.rows - 1 });
      at = start + above.columns;
    }
    reaching = below;
    return placed;
  });
}
