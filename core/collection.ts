/** A collection: stories put together by hand, in an order, under a name; collections may hold collections. */
export interface Collection {
  /** ULID. */
  uid: string;
  /** The collection it stands in, or `null` at the top. */
  parentUid: string | null;
  /** Its place among its siblings; only the order of the numbers means something. */
  position: number;
  name: string;
  /** ISO 8601, UTC. */
  createdAt: string;
}

export interface CountedCollection extends Collection {
  /** Stories in it, those in the trash and in collections below it left out. */
  count: number;
}

/** A search to be run again, under a name. */
export interface SavedSearch {
  /** ULID. */
  uid: string;
  name: string;
  query: string;
  position: number;
  createdAt: string;
}

/** What is known of a publication besides its name. */
export interface PublicationFacts {
  /** Its own address, or an empty string. */
  url: string;
  /** The person's note on it, in Markdown. */
  note: string;
}

export interface CountedPublication extends PublicationFacts {
  name: string;
  count: number;
}

/** A tag and what carries it. Names are nested by `/`: `Sea/Ferries` stands below `Sea`. */
export interface CountedTag {
  name: string;
  /** Stories, those in the trash left out. */
  count: number;
  annotations: number;
}
