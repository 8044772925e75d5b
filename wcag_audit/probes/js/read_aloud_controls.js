/**
 * Elements that may be what opens a read-aloud function or a version for the visually impaired; Python decides.
 *
 * @param {string[]} phrases words in lower case, one space between
 * @param {string[]} marks ids, classes and attribute names in lower case
 * @param {number} most at most so many
 * @returns {{names: string[], marks: string[], place: object, tabbable: boolean, shown: boolean, href: string,
 *   form: boolean, address: string, window: boolean}[]} innermost only, in document order; address: absolute, of the
 *   link that `href` comes from; window: the link opens another one
 */
function readAloudControls(phrases, marks, most) {
  const { tidy, place, trees } = globalThis.wcagAudit;
  const LONGEST = 200;
  const CONTROLS = "a, button, summary, input[type=button], input[type=submit], input[type=image], [onclick], [tabindex], "
    + "[role=button], [role=link], [role=menuitem], [role=switch], [role=checkbox], [role=tab]";
  const words = (text) => text.toLowerCase().replaceAll("ё", "е").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const says = (text) => {
    if (!text || text.length > LONGEST) return false;
    const said = words(text);
    return phrases.some((phrase) => said.includes(phrase));
  };
  const attributes = (element) =>
    ["title", "aria-label", "alt", "value"].map((name) => element.getAttribute(name) || "");
  const known = new Set(marks);
  const found = new Set();

  const byWords = (tree) => {
    for (const element of tree.querySelectorAll(CONTROLS)) {
      const inner = [...element.querySelectorAll("img[alt], [title], [aria-label]")].slice(0, 5).flatMap(attributes);
      const text = element.childElementCount > 40 ? "" : element.textContent;
      if ([text, ...attributes(element), ...inner].some(says)) found.add(element);
    }
    // A text that nothing marks as a control, but that looks as if it could be pressed
    const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!says(node.data)) continue;
      const holder = node.parentElement;
      if (holder && !holder.closest(CONTROLS) && getComputedStyle(holder).cursor === "pointer") found.add(holder);
    }
  };
  const byMarks = (tree) => {
    for (const mark of known) {
      const name = CSS.escape(mark);
      const attribute = mark.startsWith("data-") ? `, [${name}]` : "";
      for (const element of tree.querySelectorAll(`[class~="${mark}" i], [id="${mark}" i]${attribute}`)) found.add(element);
    }
  };
  for (const tree of trees()) {
    byWords(tree);
    byMarks(tree);
  }
  found.delete(document.body);
  found.delete(document.documentElement);

  const shown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const tabbable = (element) => {
    const inner = [...element.querySelectorAll("a[href], button, input, [tabindex]")];
    return [element, ...inner].some((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility());
  };
  const address = (element) => {
    const link = element.closest("a[href], area[href]");
    if (!link) return "";
    const href = link.getAttribute("href").trim();
    if (!href || href.startsWith("#") || /^javascript:/i.test(href)) return "";
    return link.pathname === location.pathname && link.search === location.search && link.hash ? "" : tidy(href, LONGEST);
  };
  const link = (element) => {
    const anchor = address(element) && element.closest("a[href], area[href]");
    const absolute = anchor && typeof anchor.href === "string" && anchor.href.length <= 4000 ? anchor.href.toWellFormed() : "";
    const window = Boolean(anchor) && !["", "_self", "_top", "_parent"].includes(anchor.target.toLowerCase());
    return { address: absolute, window };
  };
  const submits = (element) => {
    const button = element.closest("button, input");
    return Boolean(button && button.form && ["submit", "image"].includes(button.type));
  };
  const inner = [...found].filter((element) => ![...found].some((other) => other !== element && element.contains(other)));
  inner.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  return inner.slice(0, most).map((element) => ({
    names: [element.textContent, ...attributes(element), ...[...element.querySelectorAll("img[alt]")].map((img) => img.alt)]
      .slice(0, 8)
      .map((name) => tidy(name.slice(0, 2000), LONGEST)),
    marks: [element.id, ...element.classList, ...element.getAttributeNames()].slice(0, 40).map((mark) => tidy(mark, 100)),
    place: place(element),
    tabbable: tabbable(element),
    shown: shown(element),
    href: address(element),
    form: submits(element),
    ...link(element),
  }));
}
