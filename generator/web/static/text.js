// The words of a field: as the file has them, and as people see them.

export const escape = (text) =>
  text.replace(/\\(?=[*{])|[*{]/g, (sign) => (sign === "\\" ? "\\\\" : `\\${sign}`));

/** What parts the lines of a field: the paragraphs of a cell of a task are its own. */
export const jointOf = (field) => (field.dataset.lines === undefined ? " " : "\n");

/** The words of a field as the file has them: chips are citations, bold and italic are marks. */
export function source(field, joint = jointOf(field)) {
  const blanks = joint === "\n" ? /[^\S\n]+/g : /\s+/g;
  const read = (node, bold, italic) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.data.replace(blanks, " ");
      if (!text) return "";
      const mark = "*".repeat((bold ? 2 : 0) + (italic ? 1 : 0));
      const [, head, middle, tail] = /^(\s*)(.*?)(\s*)$/s.exec(text);
      return middle ? head + mark + escape(middle) + mark + tail : text;
    }
    if (node.dataset?.cite) return `{${node.dataset.cite}}`;
    const name = node.nodeName;
    const inner = [...node.childNodes]
      .map((child) =>
        read(
          child,
          bold || name === "B" || name === "STRONG",
          italic || name === "I" || name === "EM",
        ),
      )
      .join("");
    return name === "DIV" || name === "BR" ? `${joint}${inner}` : inner;
  };
  const said = [...field.childNodes].map((child) => read(child, false, false)).join("");
  return joint === "\n" ? said.replace(/\s*\n\s*/g, "\n").trim() : said.trim();
}

export function chip({ cite, text }) {
  const made = element("span", { className: "chip", contentEditable: "false", title: text }, text);
  made.dataset.cite = cite;
  return made;
}

/** Nodes that show words from the pieces the server sent. */
export function shown(pieces) {
  return pieces.map((piece) => {
    if (piece.cite) return chip(piece);
    let node = document.createTextNode(piece.text);
    if (piece.italic) node = element("i", {}, node);
    if (piece.bold) node = element("b", {}, node);
    return node;
  });
}

/** An element with properties and children. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** How many letters stand before the caret; -1 when it is elsewhere. */
export function caret(field) {
  const chosen = getSelection();
  if (!chosen.rangeCount || !field.contains(chosen.focusNode)) return -1;
  const range = document.createRange();
  range.selectNodeContents(field);
  range.setEnd(chosen.focusNode, chosen.focusOffset);
  return range.toString().length;
}

/** Where a caret behind `at` letters belongs once words of others came before or behind it. */
export function moved(at, before, now) {
  const same = before.slice(0, at) === now.slice(0, at);
  return same ? at : Math.max(0, now.length - (before.length - at));
}

/** Put the caret behind so many letters. */
export function place(field, at) {
  field.focus();
  const walk = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  let left = at;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (left <= node.length) return getSelection().collapse(node, left);
    left -= node.length;
  }
  getSelection().selectAllChildren(field);
  return getSelection().collapseToEnd();
}

/** Nodes made of the server's text; they are in no document yet. */
export function parsed(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html; // rendered by the server from escaped text
  return fresh.content;
}
