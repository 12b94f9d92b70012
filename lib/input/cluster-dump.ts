import { blanks } from './blanks.ts';

/** The lines between which `kubectl cluster-info dump` prints the logs of containers, amid the objects. */
const START = '==== START logs for container ';
const END = '==== END logs for container ';
const END_OF_LINE = ' ====';

/**
 * Gives a function that blanks out the logs in what `kubectl cluster-info dump` prints, portion by portion: they are no objects,
 * whatever they look like. Places stay what they are. What has no such lines is left as it is.
 */
export function dumpStream(): (text: string) => string {
  let isLog = false;
  return (text) => {
    // Nearly no text has one, and that is soon found out.
    if (!isLog && !text.includes(START)) return text;
    let kept = '';
    let rest = text;
    while (rest !== '') {
      const start = isLog ? 0 : startOf(rest);
      if (start === -1) break;
      const end = endOf(rest, start);
      const until = end === -1 ? rest.length : end;
      isLog = end === -1;
      kept += rest.slice(0, start) + blanks(rest.slice(start, until));
      rest = rest.slice(until);
    }
    return kept + rest;
  };
}

/** Where a log begins, at the beginning of a line. */
function startOf(text: string): number {
  if (text.startsWith(START)) return 0;
  const at = text.indexOf(`\n${START}`);
  return at === -1 ? -1 : at + 1;
}

/** Where a log ends: with the line that says so, behind what the container wrote last. */
function endOf(text: string, from: number): number {
  for (let at = text.indexOf(END, from); at !== -1; ) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    if (
      text
        .slice(at + END.length, end)
        .trimEnd()
        .endsWith(END_OF_LINE)
    )
      return end;
    at = text.indexOf(END, end);
  }
  return -1;
}
