/** The names of a byline, one by one: “A, B and C”, “A und B”, “A、B”. A name that cannot be told from its neighbour stays with it. */
export function namesOf(byline: string): string[] {
  return byline
    .split(/\s*[,;&、，；،؛・]\s*|\s+(?:and|und|et|y|og|och|e|и|و)\s+/u)
    .map((name) => name.replace(/^(?:and|und|et|y|og|och|e|и|و)\s+/u, '').trim())
    .filter((name) => name !== '');
}
