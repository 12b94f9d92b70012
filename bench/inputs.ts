import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { documentOf, objectOf } from './manifests.ts';

const FILES_A_FOLDER = 500;
const PIECE = 1 << 20;

/** What was written. */
export interface Written {
  readonly documents: number;
  readonly bytes: number;
}

/**
 * Writes a tree of files into a folder. Each file has as many documents as it takes to be of a size, one at least; with size
 * 0, one.
 */
export function writeTree(folder: string, files: number, bytesAFile: number, document = documentOf): Written {
  let documents = 0;
  let bytes = 0;
  for (let file = 0; file < files; file++) {
    const under = join(folder, `team-${Math.floor(file / FILES_A_FOLDER)}`);
    if (file % FILES_A_FOLDER === 0) mkdirSync(under, { recursive: true });
    let text = '';
    do {
      text += `${text === '' ? '' : '---\n'}${document(documents++)}`;
    } while (text.length < bytesAFile);
    bytes += Buffer.byteLength(text);
    writeFileSync(join(under, `app-${file}.yaml`), text);
  }
  return { documents, bytes };
}

/** Writes one file of many documents: that many, or as many as it takes to be of a size. */
export function writeStream(file: string, until: { readonly documents: number } | { readonly bytes: number }): Written {
  return writePieces(file, '', (number, bytes) => {
    if ('documents' in until ? number >= until.documents : bytes >= until.bytes) return null;
    return `${number === 0 ? '' : '---\n'}${documentOf(number)}`;
  });
}

/** Writes one file with one List of that many items. */
export function writeList(file: string, items: number): Written {
  const head = 'apiVersion: v1\nkind: List\nitems:\n';
  return writePieces(file, head, (number) => {
    if (number >= items) return null;
    return `- ${objectOf(number).trimEnd().replaceAll('\n', '\n  ')}\n`;
  });
}

/** Writes what the pieces give one after the other, until one is `null`, and never holds all of it. */
function writePieces(file: string, head: string, pieceOf: (number: number, bytes: number) => string | null): Written {
  const out = openSync(file, 'w');
  let documents = 0;
  let bytes = 0;
  let waiting = head;
  for (;;) {
    const piece = pieceOf(documents, bytes);
    if (piece !== null) {
      documents++;
      waiting += piece;
    }
    if (piece === null || waiting.length >= PIECE) {
      bytes += writeSync(out, waiting);
      waiting = '';
    }
    if (piece === null) break;
  }
  closeSync(out);
  return { documents, bytes };
}
