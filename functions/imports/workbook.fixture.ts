import { strToU8, zipSync } from 'fflate';

/** Parts of a workbook for tests; each part can be replaced to break it. */
export interface WorkbookParts {
  /** Content of `<sheetData>`. */
  rows?: string;
  /** `<si>` elements. */
  strings?: string;
  /** Content of `<styleSheet>`. */
  styles?: string;
  /** Attributes of `<workbookPr>`. */
  properties?: string;
  /** Whole parts by path, over those made from the above. */
  files?: Record<string, string>;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const relations = (...list: [id: string, type: string, target: string][]): string =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="http://x/relationships/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

/** The XML of a sheet around its rows. */
export const sheetXml = (rows: string): string =>
  `${head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData><pageMargins left="1"/></worksheet>`;

/** The parts of a small workbook of two sheets: `Data` with the given rows, `Other` with one cell. */
export const workbookFiles = (parts: WorkbookParts = {}): Record<string, string> => ({
  '_rels/.rels': relations(['rId1', 'officeDocument', 'xl/workbook.xml']),
  'xl/workbook.xml': `${head}<workbook xmlns:r="r"><workbookPr ${parts.properties ?? ''}/><sheets><sheet name="Chart" sheetId="9" r:id="rId9"/><sheet name="Data" sheetId="1" r:id="rId1"/><sheet name="Other" sheetId="2" r:id="rId2"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': relations(
    ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
    ['rId2', 'worksheet', '/xl/worksheets/sheet2.xml'],
    ['rId3', 'sharedStrings', 'sharedStrings.xml'],
    ['rId4', 'styles', 'styles.xml'],
    ['rId9', 'chartsheet', 'chartsheets/sheet1.xml'],
  ),
  'xl/sharedStrings.xml': `${head}<sst>${parts.strings ?? ''}</sst>`,
  'xl/styles.xml': `${head}<styleSheet>${parts.styles ?? ''}</styleSheet>`,
  'xl/worksheets/sheet1.xml': sheetXml(parts.rows ?? ''),
  'xl/worksheets/sheet2.xml': sheetXml('<row r="1"><c r="A1" t="inlineStr"><is><t>other</t></is></c></row>'),
  ...parts.files,
});

/** An XLSX file from its parts. */
export const workbook = (parts: WorkbookParts = {}): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(workbookFiles(parts)).map(([path, text]) => [path, strToU8(text)])));
