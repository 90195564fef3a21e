import type { Events } from '../../core/contract';
import * as annotations from '../services/annotations';
import { colorMeanings, giveMeaning } from '../services/color-meanings';
import { linkedTo, listAnnotations } from '../services/search';
import type { ArchiveCall, Handler } from './dispatch';
import { withoutUndefined } from './input';

/** Calls about highlights, notes and what their colours mean. */
type AnnotationCall = Extract<ArchiveCall, `${'annotations' | 'colors'}.${string}`>;

export const annotationCalls: { [Name in AnnotationCall]: Handler<Name> } = {
  'annotations.create': ({ archive }, { articleUid, start, end, ...marking }) =>
    annotations.createAnnotation(archive, articleUid, start === undefined || end === undefined ? null : { start, end }, marking),
  'annotations.update': ({ archive }, { uid, ...change }) => annotations.updateAnnotation(archive, uid, withoutUndefined(change)),
  'annotations.list': ({ archive }, request) => listAnnotations(archive.read, request),
  'annotations.linked': ({ archive }, { uid }) => linkedTo(archive.read, uid),
  'annotations.move': ({ archive }, { uid, start, end }) => annotations.moveAnnotation(archive, uid, { start, end }),
  'annotations.nearest': ({ archive }, { uid }) => annotations.nearestTo(archive.read, uid),
  'annotations.remove': ({ archive }, { uid }) => annotations.removeAnnotation(archive, uid),
  'annotations.restore': ({ archive }, { uid }) => annotations.restoreAnnotation(archive, uid),
  'annotations.take': async ({ archive }, { uid, json }) =>
    (await import('../services/foreign-annotations')).takeAnnotations(archive, uid, json),

  'colors.meanings': ({ archive }) => colorMeanings(archive.read),
  'colors.name': ({ archive }, { color, meaning }) => giveMeaning(archive, color, meaning),
};

const ANNOTATIONS = { articles: false, annotations: true };

/** What they change. Meanings of colours are told as annotations are: who shows these shows those. */
export const annotationChanges: Partial<Record<AnnotationCall, Events['archive.changed']>> = {
  'annotations.create': ANNOTATIONS,
  'annotations.update': ANNOTATIONS,
  'annotations.move': ANNOTATIONS,
  'annotations.remove': ANNOTATIONS,
  'annotations.restore': ANNOTATIONS,
  'annotations.take': ANNOTATIONS,
  'colors.name': ANNOTATIONS,
};
