import { attributes, xmlText } from './xml-text';

interface BookPage {
  title: string;
  lang: string;
  dir: string;
  body: string;
  /** The style sheet's path from here. */
  style: string;
  /** What the page is in the book, such as `toc`. */
  kind?: string;
}

/** One page of a book: XHTML, as EPUB asks for it. */
export function bookPage({ title, lang, dir, body, style, kind }: BookPage): string {
  const names = { xmlns: 'http://www.w3.org/1999/xhtml', 'xmlns:epub': 'http://www.idpf.org/2007/ops' };
  return `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html${attributes({ ...names, lang, 'xml:lang': lang, dir })}>
<head>
<meta charset="utf-8"/>
<title>${xmlText(title)}</title>
<link rel="stylesheet" type="text/css"${attributes({ href: style })}/>
</head>
<body${attributes({ 'epub:type': kind })}>
${body}
</body>
</html>
`;
}
