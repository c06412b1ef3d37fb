// What the clipboard brings: paragraphs and tables, whatever program they come from.

const SILENT = ["STYLE", "SCRIPT", "TITLE", "HEAD", "TEMPLATE"];
const INLINE = [
  "A",
  "B",
  "BDI",
  "CODE",
  "DEL",
  "EM",
  "FONT",
  "I",
  "INS",
  "LABEL",
  "MARK",
  "O:P",
  "S",
];
INLINE.push(
  "SMALL",
  "SPAN",
  "STRONG",
  "SUB",
  "SUP",
  "U",
  "IMG",
  "BUTTON",
  "INPUT",
  "KBD",
  "Q",
  "VAR",
);
/** What stands before an item of a list: the program prints its own. */
const MARK =
  /^(?:[-–—+*•·●▪◦§]|o(?= {2}|\t)|\(?\d{1,3}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[ivx]+[.)]|[IVX]+\.)\s+/u;
const SOFT = "\v"; // a line that ends within a paragraph, or at the edge of a page
const SHORT = 0.75; // of the longest line: who stops there has ended a paragraph
const NARROW = 50; // letters: no page is so narrow that its lines are full by then

const tidy = (text) => text.replace(/\s+/g, " ").trim();

/** Lines of a text joined to paragraphs: those of a page that only ran full belong together. */
function paragraphs(text) {
  const longest = Math.max(...text.split(SOFT).map((line) => line.trim().length));
  const found = [];
  let before = "";
  for (const line of text.split(SOFT)) {
    const own =
      !before.trim() ||
      /[.;:!?…]["”’)]*\s*$/.test(before) ||
      MARK.test(line.trimStart()) ||
      (/^\s*\p{Lu}/u.test(line) && before.trim().length < Math.max(SHORT * longest, NARROW));
    if (own) found.push(line);
    else found.push(`${found.pop()} ${line}`);
    before = line;
  }
  return found.map(tidy).filter(Boolean);
}

/** The rows of a table: merged cells stand once, the places they cover are empty. */
function rowsOf(table) {
  const rows = [...table.rows].map(() => []);
  [...table.rows].forEach((row, i) => {
    let k = 0;
    for (const cell of row.cells) {
      while (rows[i][k] !== undefined) k += 1;
      for (let down = 0; down < Math.min(cell.rowSpan || 1, rows.length - i); down += 1)
        for (let right = 0; right < Math.min(cell.colSpan, 50); right += 1)
          rows[i + down][k + right] = "";
      rows[i][k] = blocks(cell)
        .map((one) => (Array.isArray(one) ? one.flat().join(" ") : one))
        .join("\n");
    }
  });
  return rows.map((row) => Array.from(row, (cell) => cell ?? ""));
}

/** Paragraphs (texts) and tables (lists of rows) in the order of a page. */
function blocks(root) {
  const found = [];
  let line = "";
  const end = () => {
    found.push(...paragraphs(line));
    line = "";
  };
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) line += node.data.replace(/\s+/g, " ");
    if (node.nodeType !== Node.ELEMENT_NODE || SILENT.includes(node.nodeName)) return;
    if (node.nodeName === "BR") line += SOFT;
    else if (node.nodeName === "TABLE" && [...node.rows].some((row) => row.cells.length > 1)) {
      end();
      found.push(rowsOf(node));
    } else {
      const apart = !INLINE.includes(node.nodeName.toUpperCase());
      if (apart) end();
      node.childNodes.forEach(read);
      if (apart) end();
    }
  };
  root.childNodes.forEach(read);
  end();
  return found;
}

/** Looks are of no use here, and a page of ours may not even read them. */
const bare = (html) =>
  html
    .replace(/<style\b[^]*?<\/style>/gi, "")
    .replace(/\sstyle\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, "");

/** What lies on the clipboard: paragraphs (texts) and tables (lists of rows of cells). */
export function brought({ html, text }) {
  if (/<(?:p|li|div|table|br|h\d)\b/i.test(html))
    return blocks(new DOMParser().parseFromString(bare(html), "text/html").body);
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  const lines = plain.split("\n");
  if (plain.includes("\t") && !lines.every((line) => MARK.test(line) || !line.includes("\t")))
    return [lines.map((line) => line.split("\t").map(tidy))];
  return plain.split(/\n\s*\n/).flatMap((one) => paragraphs(one.replaceAll("\n", SOFT)));
}

/** The rows of a table that is alone on the clipboard; null for anything else. */
export function pasted(clipboard) {
  const found = brought(taken(clipboard));
  return found.length === 1 && Array.isArray(found[0]) ? found[0] : null;
}

/** The clipboard is open only while it is being pasted. */
export const taken = (clipboard) => ({
  html: clipboard.getData("text/html"),
  text: clipboard.getData("text/plain"),
});

/** A paragraph without the mark of its list. */
export const unmarked = (text) => text.replace(MARK, "");
