// @ts-check

/**
 * The script of every HTML report: finding and filtering, the details of the chart, copying. It stands in the page as it is
 * here. What it shows comes from manifests that nobody vouches for, so it makes elements and text nodes, never markup.
 *
 * @typedef {object} Group What many places have in common.
 * @property {string} rule
 * @property {string} severity
 * @property {string} title
 * @property {string} message
 * @property {string} evidence What the answer rests on.
 * @property {string | null} copy What to write instead.
 *
 * @typedef {object} Place
 * @property {number} group Index into the groups.
 * @property {string} file
 * @property {string} where File, line and column.
 * @property {string | null} namespace
 * @property {string} holder Kind and name.
 * @property {string} haystack What a search looks through, in small letters.
 *
 * @typedef {object} Data As `lib/report/html-findings.ts` makes it.
 * @property {Group[]} groups
 * @property {string[]} files
 * @property {[group: number, file: number, line: number, column: number, namespace: string | null, holder: string][]} places
 */

/** How many groups, and how many places of one, are shown at first; each "more" shows as many again. */
const GROUPS_AT_ONCE = 40;
const PLACES_AT_ONCE = 15;
/** Milliseconds without a key pressed after which a search begins. */
const PAUSE = 120;

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLInputElement | HTMLSelectElement | null} */ (document.getElementById(id));
}

/** @param {number} number @param {string} one */
function count(number, one) {
  return `${number.toLocaleString('en')} ${one}${number === 1 ? '' : 's'}`;
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page from disk may not be let at the clipboard; the old way needs something selected.
    const area = /** @type {HTMLTextAreaElement} */ (element('textarea', { 'aria-hidden': 'true' }));
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

document.addEventListener('click', async (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-copy]') : null;
  if (!(button instanceof HTMLButtonElement)) return;
  const words = button.textContent;
  button.textContent = (await copy(button.dataset.copy ?? '')) ? 'Copied' : 'Select it to copy';
  setTimeout(() => {
    button.textContent = words;
  }, 1500);
});

function startChart() {
  const rows = /** @type {SVGGElement[]} */ ([...document.querySelectorAll('.bar-row')]);
  const detail = document.getElementById('chart-detail');
  if (detail === null) return;
  /** @param {SVGGElement} row */
  const tell = (row) => {
    detail.textContent = row.dataset.detail ?? '';
  };
  rows.forEach((row, at) => {
    row.addEventListener('mouseenter', () => tell(row));
    row.addEventListener('focus', () => tell(row));
    row.addEventListener('keydown', (event) => {
      const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
      const next = event.key in moves ? rows[moves[/** @type {keyof typeof moves} */ (event.key)]] : undefined;
      if (next === undefined) return;
      event.preventDefault();
      row.setAttribute('tabindex', '-1');
      next.setAttribute('tabindex', '0');
      next.focus();
    });
  });
}

/** @param {Data} data */
function startFindings(data) {
  const list = document.getElementById('findings-list');
  const status = document.getElementById('findings-status');
  if (list === null || status === null) return;
  const { groups } = data;
  const places = data.places.map(([group, file, line, column, namespace, holder]) => {
    const name = data.files[file] ?? '';
    const where = `${name}:${line}:${column}`;
    const { rule, message } = /** @type {Group} */ (groups[group]);
    const haystack = `${where} ${namespace ?? ''} ${holder} ${rule} ${message}`.toLowerCase();
    return /** @type {Place} */ ({ group, file: name, where, namespace, holder, haystack });
  });
  fill(
    'filter-severity',
    ['error', 'warning', 'note'].filter((level) => groups.some(({ severity }) => severity === level)),
  );
  fill('filter-rule', [...new Set(groups.map(({ rule }) => rule))].sort());
  fill('filter-namespace', [...new Set(places.map(({ namespace }) => namespace ?? ''))].sort(), '(none given)');
  let shownGroups = GROUPS_AT_ONCE;
  /** @type {[Group, Place[]][]} */
  let matching = [];

  function filter() {
    const severity = byId('filter-severity')?.value ?? '';
    const rule = byId('filter-rule')?.value ?? '';
    const namespace = byId('filter-namespace')?.value ?? '';
    const file = (byId('filter-file')?.value ?? '').trim().toLowerCase();
    const words = (byId('filter-text')?.value ?? '')
      .trim()
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    /** @type {Map<number, Place[]>} */
    const found = new Map();
    let number = 0;
    for (const place of places) {
      const group = /** @type {Group} */ (groups[place.group]);
      if (severity !== '' && group.severity !== severity) continue;
      if (rule !== '' && group.rule !== rule) continue;
      if (namespace !== '' && `=${place.namespace ?? ''}` !== namespace) continue;
      if (file !== '' && !place.file.toLowerCase().includes(file)) continue;
      if (!words.every((word) => place.haystack.includes(word))) continue;
      number++;
      const same = found.get(place.group);
      if (same === undefined) found.set(place.group, [place]);
      else same.push(place);
    }
    matching = groups.flatMap((group, at) => {
      const own = found.get(at);
      return own === undefined ? [] : [/** @type {[Group, Place[]]} */ ([group, own])];
    });
    shownGroups = GROUPS_AT_ONCE;
    if (status !== null) {
      status.textContent =
        number === places.length
          ? `${count(number, 'finding')} in ${count(matching.length, 'group')}.`
          : `${count(number, 'finding')} of ${places.length.toLocaleString('en')} in ${count(matching.length, 'group')}.`;
    }
    draw();
  }

  /** @param {number} mostPlaces */
  function draw(mostPlaces = PLACES_AT_ONCE) {
    const cards = matching.slice(0, shownGroups).map(([group, own]) => card(group, own, mostPlaces));
    list?.replaceChildren(...cards);
    const left = matching.length - shownGroups;
    if (left > 0) list?.append(moreGroups(left));
  }

  /** @param {number} left */
  function moreGroups(left) {
    const button = element(
      'button',
      { type: 'button' },
      `Show ${Math.min(left, GROUPS_AT_ONCE)} more of ${count(left, 'group')}`,
    );
    button.addEventListener('click', () => {
      const from = shownGroups;
      shownGroups += GROUPS_AT_ONCE;
      const cards = matching.slice(from, shownGroups).map(([group, own]) => card(group, own, PLACES_AT_ONCE));
      button.replaceWith(
        ...cards,
        ...(matching.length > shownGroups ? [moreGroups(matching.length - shownGroups)] : []),
      );
      cards[0]?.focus();
    });
    return button;
  }

  let pause = 0;
  for (const id of ['filter-text', 'filter-file']) {
    byId(id)?.addEventListener('input', () => {
      clearTimeout(pause);
      pause = setTimeout(filter, PAUSE);
    });
  }
  for (const id of ['filter-severity', 'filter-rule', 'filter-namespace']) byId(id)?.addEventListener('change', filter);
  byId('filter-clear')?.addEventListener('click', () => {
    for (const id of ['filter-text', 'filter-file', 'filter-severity', 'filter-rule', 'filter-namespace']) {
      const control = byId(id);
      if (control !== null) control.value = '';
    }
    filter();
  });
  // On paper nothing can be opened: all that the filters let through is printed.
  window.addEventListener('beforeprint', () => {
    shownGroups = Number.POSITIVE_INFINITY;
    draw(Number.POSITIVE_INFINITY);
  });
  window.addEventListener('afterprint', filter);
  filter();
}

/**
 * @param {string} id
 * @param {string[]} values
 * @param {string} [whenEmpty] the words for the empty text, where that is a value of its own
 */
function fill(id, values, whenEmpty) {
  const select = byId(id);
  if (select === null) return;
  for (const value of values) {
    const option = element(
      'option',
      { value: whenEmpty === undefined ? value : `=${value}` },
      value === '' ? (whenEmpty ?? '') : value,
    );
    select.append(option);
  }
}

/** @param {Group} group @param {Place[]} places @param {number} most */
function card(group, places, most) {
  const made = element(
    'article',
    { class: 'finding', tabindex: '-1' },
    element(
      'h3',
      {},
      element('span', { class: `badge ${group.severity}` }, group.severity),
      ` ${group.title} `,
      element('code', { class: 'muted' }, group.rule),
    ),
    element('p', {}, group.message),
    element('p', { class: 'muted' }, `Known from ${group.evidence}.`),
  );
  if (group.copy !== null) {
    const button = element(
      'button',
      { type: 'button', 'data-copy': group.copy, 'aria-label': `Copy: ${group.copy}` },
      'Copy',
    );
    made.append(element('div', { class: 'instead' }, element('pre', {}, group.copy), button));
  }
  const list = element('ul', { class: 'places' });
  const show = (/** @type {number} */ from, /** @type {number} */ to) =>
    list.append(
      ...places
        .slice(from, to)
        .map(({ where, namespace, holder }) =>
          element('li', {}, element('code', {}, where), ` ${holder}${namespace === null ? '' : ` in ${namespace}`}`),
        ),
    );
  let shown = Math.min(most, places.length);
  show(0, shown);
  made.append(list);
  if (shown < places.length) {
    const words = () => `Show ${Math.min(500, places.length - shown)} more of ${count(places.length - shown, 'place')}`;
    const button = element('button', { type: 'button' }, words());
    button.addEventListener('click', () => {
      show(shown, shown + 500);
      shown = Math.min(shown + 500, places.length);
      if (shown === places.length) button.remove();
      else button.textContent = words();
    });
    made.append(button);
  }
  return made;
}

startChart();
const data = document.getElementById('data');
if (data !== null) {
  const value = JSON.parse(data.textContent ?? 'null');
  if (Array.isArray(value?.places)) startFindings(value);
}
