import { SaxesParser } from 'saxes';

/** Reads XML as strictly as XML has to be read. @throws for what is not well-formed, namespaces included */
export function xmlOf(text: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
}
