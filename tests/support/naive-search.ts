import type { QueryNode, TextNode } from '../../core/query';
import { searchesInsideWords, stemLanguage, stemOf } from '../../core/stem';
import { tokenize } from '../../core/tokenize';
import type { NewArticle } from '../../db/store';

/** A field of a story as it is read through. */
interface FieldWords {
  name: string;
  terms: string[];
}

/** A story made ready to be read through for every query. */
interface ReadStory {
  story: NewArticle;
  fields: FieldWords[];
}

/** The fields of a story that words are searched in; the address only where it is named. */
function fieldsOf(story: NewArticle): FieldWords[] {
  const texts: Record<string, string> = {
    body: story.text,
    headline: story.headline,
    deck: `${story.kicker}\n${story.deck}`,
    byline: story.byline,
    place: story.dateline,
    tags: [story.publication, ...story.tags].join('\n'),
    section: story.section,
    url: story.url,
  };
  return Object.entries(texts).map(([name, text]) => ({ name, terms: tokenize(text).map(({ term }) => term) }));
}

/** Words inside of which others are found in languages without spaces: as long as words are. */
const SEARCHED_INSIDE = /^[a-z0-9]{3,24}$/;

/**
 * What the query language means, by reading every story from beginning to end for every query: no index, no budget, nothing
 * remembered. What a search engine finds is compared with it.
 */
export class NaiveSearch {
  private readonly stories: ReadStory[];
  /** By stem, such as `en:ferri`, the words of it in stories of that language. */
  private readonly families = new Map<string, Set<string>>();
  private readonly languages: readonly string[];

  constructor(stories: readonly NewArticle[]) {
    this.stories = stories.map((story) => ({ story, fields: fieldsOf(story) }));
    this.languages = [...new Set(stories.map(({ language }) => stemLanguage(language)))].filter((language) => language !== '');
    for (const { story, fields } of this.stories) {
      const language = stemLanguage(story.language);
      for (const term of new Set(fields.flatMap(({ terms }) => terms))) {
        const stem = stemOf(term, language);
        if (stem !== null) this.families.set(stem, (this.families.get(stem) ?? new Set()).add(term));
      }
    }
  }

  /** The uids of the stories that match, ascending. */
  find(root: QueryNode | null): string[] {
    const found = this.stories.filter((story) => root === null || this.matches(root, story));
    return found.map(({ story }) => story.uid).sort();
  }

  private matches(node: QueryNode, read: ReadStory): boolean {
    const { story } = read;
    switch (node.kind) {
      case 'all':
        return node.nodes.every((inner) => this.matches(inner, read));
      case 'any':
        return node.nodes.some((inner) => this.matches(inner, read));
      case 'not':
        return !this.matches(node.node, read);
      case 'text':
        return this.searched(node, read).some(({ terms }) => terms.some((_, at) => this.stands(node, terms, at, read)));
      case 'near':
        return this.searched(node.left, read).some(({ terms }) => this.near(node, terms));
      case 'value':
        return hasValue(story, node.field, node.value);
      case 'date': {
        const day = story.published === '' ? '' : `${story.published}-01-01`.slice(0, 10);
        return day !== '' && (node.from === '' || day >= node.from) && (node.to === '' || day < node.to);
      }
      default:
        throw new Error(`not read by ${NaiveSearch.name}: ${node.kind}`);
    }
  }

  private searched({ field }: TextNode, { fields }: ReadStory): FieldWords[] {
    return fields.filter(({ name }) => (field === null ? name !== 'url' : name === field));
  }

  /** Whether a text node matches the words from a place on. */
  private stands(node: TextNode, terms: readonly string[], at: number, { story }: ReadStory): boolean {
    const [term = ''] = node.terms;
    const here = terms[at] ?? '';
    if (this.sideBySide(node, terms, at)) return true;
    if (node.terms.length > 1) return false;
    if (!node.prefix && searchesInsideWords(story.language) && SEARCHED_INSIDE.test(here) && here.includes(term)) return true;
    return node.word !== '' && this.forms(node.word, term).has(here);
  }

  private forms(word: string, term: string): Set<string> {
    const forms = new Set<string>();
    for (const language of this.languages) {
      for (const stem of [stemOf(word, language), stemOf(term, language)]) {
        if (stem === null) continue;
        forms.add(stem.slice(stem.indexOf(':') + 1));
        for (const form of this.families.get(stem) ?? []) forms.add(form);
      }
    }
    return forms;
  }

  private sideBySide({ terms: wanted, prefix }: TextNode, terms: readonly string[], at: number): boolean {
    return wanted.every((term, step) => {
      const here = terms[at + step] ?? '';
      return prefix && step === wanted.length - 1 ? here.startsWith(term) : here === term;
    });
  }

  /** Whether both sides stand in a field with so few words between them. */
  private near({ left, right, distance }: Extract<QueryNode, { kind: 'near' }>, terms: readonly string[]): boolean {
    const placesOf = (node: TextNode) => terms.flatMap((_, at) => (this.sideBySide(node, terms, at) ? [at] : []));
    const rights = placesOf(right);
    return placesOf(left).some((at) =>
      rights.some((other) => {
        const between = other > at ? other - (at + left.terms.length) : at - (other + right.terms.length);
        return between >= 0 && between <= distance;
      }),
    );
  }
}

function hasValue(story: NewArticle, field: 'publication' | 'tag' | 'lang', value: string): boolean {
  const wanted = value.toLowerCase();
  const within = (name: string, border: string) => name.toLowerCase() === wanted || name.toLowerCase().startsWith(wanted + border);
  switch (field) {
    case 'tag':
      return story.tags.some((tag) => within(tag, '/'));
    case 'lang':
      return story.language !== '' && within(story.language, '-');
    case 'publication':
      return story.publication.toLowerCase().includes(wanted);
  }
}
