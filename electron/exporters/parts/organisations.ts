/** Agencies that sign stories, besides those that are known by a word in their name. */
const AGENCIES = new Set(
  [
    'reuters',
    'associated press',
    'the associated press',
    'agence france-presse',
    'bloomberg',
    'xinhua',
    'tass',
    'interfax',
    'kyodo',
    'jiji',
    'ansa',
    'europa press',
    'dpa',
    'epd',
    'kna',
    'sid',
    'efe',
    'ritzau',
    'belga',
    'yonhap',
    '共同通信',
    '時事通信',
    '新华社',
    '新華社',
    '中央社',
    '연합뉴스',
    'رويترز',
    'أ ف ب',
    'د ب أ',
  ].map((name) => name.toLowerCase()),
);

/** Words of which no person's name is made. */
const COLLECTIVE =
  /(?<!\p{L})(?:agency|agencies|agencia|agence|agentur|news|newsroom|press|staff|desk|team|board|bureau|editors?|editorial|redaktion|redacción|redaction|rédaction|redazione|redactie|redaksjonen|correspondents?|writers?|reporters?|times|tribune|herald|gazette|daily|wire|services?|media|network|television|radio|magazine|journal|guardian|observer|university|institute|foundation|council|ministry|وكالة|صحيفة|تحرير|مراسلنا)(?!\p{L})/iu;
const EAST_ASIAN = /(?:通信社?|新聞社?|新闻|通訊社|通讯社|編集部|编辑部|取材班|放送|テレビ|通信部|報道部|支局|社説|뉴스|일보|신문|방송)$/u;

/** Whether a name in a byline is an agency's or a desk's rather than a person's. */
export function isOrganisation(name: string): boolean {
  return (
    AGENCIES.has(name.toLowerCase()) || /\d/.test(name) || /^\p{Lu}{2,5}$/u.test(name) || COLLECTIVE.test(name) || EAST_ASIAN.test(name)
  );
}

const POST =
  /(?<!\p{L})(?:writer|reporter|correspondent|editor|columnist|critic|chief|staff|contributor|special\sto|korrespondent(?:in)?|redakteur(?:in)?|reporter(?:in)?|journalist(?:e|in)?|corresponsal|enviad[oa]|correspondant(?:e)?|envoyée?|inviat[oa]|corrispondente|مراسل)(?!\p{L})/iu;

/** Whether what stands after a person's name is what they are, such as “our man in Varden” or “Staff Writer”. */
export const isPost = (words: string): boolean => /^(?:\p{Ll}|The\s|Our\s)/u.test(words) || POST.test(words);
