// The widths of a table's columns, measured from their longest texts, so that columns outside the
// view need no elements.

const PADDING = 24;
const NARROWEST = 24;
const WIDEST = 350;

const canvas = document.createElement("canvas").getContext("2d");

// Measures `texts` in a font and returns the width of the longest.
function longest(texts, font) {
  canvas.font = font;
  const text = texts.reduce((longest, text) => (text.length > longest.length ? text : longest), "");
  return canvas.measureText(text).width;
}

// Widths in pixels for `columns` that show `rows`. They never become smaller than `earlier`, so the
// columns stay in place from page to page.
export function columnWidths(columns, rows, family, earlier) {
  return columns.map(({ name, type }, index) => {
    const texts = rows.map((row) => row[index] ?? "null");
    const width = Math.max(
      longest([`${name} ↑`], `600 14px ${family}`),
      longest([type], `11px ${family}`),
      longest(texts, `14px ${family}`),
    );

    const clamped = Math.ceil(Math.min(Math.max(width, NARROWEST), WIDEST)) + PADDING;
    return Math.max(clamped, earlier?.[index] ?? 0);
  });
}

// Where each column begins; the last entry is the width of all.
export function columnOffsets(widths) {
  const offsets = [0];
  for (const width of widths) offsets.push(offsets[offsets.length - 1] + width);
  return offsets;
}

// The columns from `first` up to but without `last` that lie between two positions.
export function columnRange(offsets, left, right) {
  const count = offsets.length - 1;
  let first = 0;
  while (first < count - 1 && offsets[first + 1] <= left) first++;
  let last = first;
  while (last < count && offsets[last] < right) last++;
  return { first, last };
}
