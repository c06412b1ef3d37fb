// What the clipboard brings.

/** The rows of a table on the clipboard (Excel, Word, a page); null for plain words. */
export function pasted(clipboard) {
  const page = clipboard.getData("text/html");
  if (/<table/i.test(page)) {
    const table = new DOMParser().parseFromString(page, "text/html").querySelector("table");
    const rows = [...table.rows].map((row) =>
      [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim()),
    );
    if (rows.some((row) => row.length > 1)) return rows;
  }
  const text = clipboard.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!text.includes("\t")) return null;
  return text.split("\n").map((line) => line.split("\t").map((cell) => cell.trim()));
}
