import { describe, expect, it } from 'vitest';
import { authorsOf } from '../../electron/exporters/parts/authors';

/** A name as “family | given”, or a whole one as it is. */
const read = (byline: string, about: Parameters<typeof authorsOf>[1] = {}) =>
  authorsOf(byline, about).map((author) =>
    'literal' in author ? author.literal : [author.family, author.given, author.suffix].filter((part) => part !== undefined).join(' | '),
  );

describe('the names of a byline', () => {
  it.each([
    ['Marwan Makdisi', ['Makdisi | Marwan']],
    ['By Ingrid Solbakken, Ola Berg and Kari Lund', ['Solbakken | Ingrid', 'Berg | Ola', 'Lund | Kari']],
    ['Von Karl-Heinz Müller und Ursula von der Leyen', ['Müller | Karl-Heinz', 'von der Leyen | Ursula']],
    ['Par Anne Dupont et Jean-Luc Moreau', ['Dupont | Anne', 'Moreau | Jean-Luc']],
    ['JOHN McDONALD and MARY O’NEILL-SMITH', ['McDONALD | John', 'O’Neill-Smith | Mary']],
    ['Martin Luther King, Jr.', ['King | Martin Luther | Jr.']],
    ['Robert Downey Jr. & Ann Lee', ['Downey | Robert | Jr.', 'Lee | Ann']],
    ['Smith, John', ['Smith | John']],
    ['John Smith, Staff Writer', ['Smith | John']],
    ['John Smith in Berlin and Ann Lee in Washington', ['Smith | John', 'Lee | Ann']],
    ['Jane Doe, Associated Press', ['Doe | Jane']],
    ['Jane Doe (AFP)', ['Doe | Jane']],
    ['Jane Doe jane@example.org', ['Doe | Jane']],
    ['Reporting by Jane Doe; Editing by John Roe', ['Doe | Jane']],
    ['Reuters', ['Reuters']],
    ['Associated Press', ['Associated Press']],
    ['dpa', ['dpa']],
    ['(AP)', ['AP']],
    ['Jane Doe and agencies', ['Doe | Jane', 'agencies']],
    ['Our correspondents', ['Our correspondents']],
    ['Madonna', ['Madonna']],
    ['José Ortega y Gasset', ['Gasset | José Ortega y']],
    ['Ana María López y Luis Pérez', ['López | Ana María', 'Pérez | Luis']],
    ['山田 太郎', ['山田 | 太郎']],
    ['山田　太郎、鈴木 花子', ['山田 | 太郎', '鈴木 | 花子']],
    ['山田太郎記者', ['山田太郎']],
    ['ジョン・スミス', ['スミス | ジョン']],
    ['共同通信', ['共同通信']],
    ['本报记者 王小明', ['王小明']],
    ['김철수 기자', ['김철수']],
    ['بقلم أحمد محمود، سارة علي', ['محمود | أحمد', 'علي | سارة']],
    ['أحمد بن راشد', ['بن راشد | أحمد']],
    ['رويترز', ['رويترز']],
    ['Анна Иванова и Пётр Сидоров', ['Иванова | Анна', 'Сидоров | Пётр']],
    ['', []],
    ['  ', []],
    ['Jane Doe and Jane Doe', ['Doe | Jane']],
  ])('are read from %j', (byline, names) => {
    expect(read(byline)).toEqual(names);
  });

  it('are turned where a language puts the family first, and read in pairs where it has two', () => {
    expect(read('Orbán Viktor', { language: 'hu' })).toEqual(['Orbán | Viktor']);
    expect(read('Juan Carlos Pérez Gómez', { language: 'es-MX' })).toEqual(['Pérez Gómez | Juan Carlos']);
  });

  it('leave out the paper itself behind a person', () => {
    expect(read('Jane Doe, Northern Light', { publication: 'Northern Light' })).toEqual(['Doe | Jane']);
  });

  it('keep forty authors apart', () => {
    expect(
      read(Array.from({ length: 40 }, (_, index) => `Ann Lee${'abcdefghij'[index % 10]}${'klmn'[Math.floor(index / 10)]}`).join(', ')),
    ).toHaveLength(40);
  });
});
