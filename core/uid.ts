/** A ULID, by which stories, annotations, collections, runs and jobs are named (https://github.com/ulid/spec). */
export const UID_PATTERN = /^[0-9A-HJKMNP-TV-Z]{26}$/;
