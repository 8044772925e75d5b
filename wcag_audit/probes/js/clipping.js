/**
 * Sets up, once per isolated world, how text is measured against what cuts it off. Needs `place.js`.
 *
 * @returns {boolean} true
 */
function clipping() {
  const { tidy, parent, trees } = globalThis.wcagAudit;
  const ELEMENTS = 4000;
  const SKIP = "script, style, noscript, template, option, textarea, select, title, svg, svg *, math, math *, rt, rp";

  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  /** Elements with text of their own that is shown, and their text nodes. */
  const gather = () => {
    const found = [];
    for (const tree of trees()) {
      for (const element of tree.querySelectorAll("*")) {
        if (found.length >= ELEMENTS) return found;
        const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (texts.length && !element.matches(SKIP) && shown(element)) found.push({ element, texts });
      }
    }
    return found;
  };

  /** Lines of text as the ink lies: without the trailing letter spacing and the empty top and bottom of the font. */
  const lines = ({ element, texts }) => {
    const style = getComputedStyle(element);
    const trail = parseFloat(style.letterSpacing) || 0;
    const edge = parseFloat(style.fontSize) * 0.15;
    const boxes = [];
    for (const text of texts) {
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) {
        if (box.width <= 1 || box.height <= 1) continue;
        if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) continue; // placed where nobody sees it
        boxes.push({ left: box.left, right: box.right - trail, top: box.top + edge, bottom: box.bottom - edge });
      }
    }
    return boxes;
  };

  const clips = (value) => value === "hidden" || value === "clip";
  const scrolls = (value) => value === "auto" || value === "scroll";

  /** The elements that cut an element's text, with the axes in which they do, from the inside out. */
  const clippers = (element) => {
    const found = [];
    let loose = false;
    let free = { x: false, y: false }; // where something inside scrolls, nothing outside cuts
    for (let node = element; node; node = parent(node)) {
      if (node === document.body || node === document.documentElement) break;
      const style = getComputedStyle(node);
      if (style.display === "inline" || style.display === "contents") continue;
      if (!(loose && style.position === "static" && style.transform === "none")) {
        const x = !free.x && clips(style.overflowX);
        const y = !free.y && clips(style.overflowY);
        if (x || y) found.push({ node, x, y, style });
        free = { x: free.x || scrolls(style.overflowX), y: free.y || scrolls(style.overflowY) };
        if (free.x && free.y) break;
        loose = false;
      }
      if (style.position === "fixed") break;
      loose = loose || style.position === "absolute";
    }
    return found;
  };

  /** How many px of text the worst clipper takes away, per axis. */
  const cut = (boxes, cutters) => {
    const worst = { vertical: 0, horizontal: 0, verticalBy: null, horizontalBy: null };
    for (const { node, x, y, style } of cutters) {
      const border = node.getBoundingClientRect();
      const inner = {
        left: border.left + parseFloat(style.borderLeftWidth), right: border.right - parseFloat(style.borderRightWidth),
        top: border.top + parseFloat(style.borderTopWidth), bottom: border.bottom - parseFloat(style.borderBottomWidth),
      };
      for (const box of boxes) {
        const across = x ? Math.max(inner.left - box.left, box.right - inner.right) : 0;
        const down = y ? Math.max(inner.top - box.top, box.bottom - inner.bottom) : 0;
        if (across > worst.horizontal) Object.assign(worst, { horizontal: across, horizontalBy: node });
        if (down > worst.vertical) Object.assign(worst, { vertical: down, verticalBy: node });
      }
    }
    return worst;
  };

  const marked = (node) => {
    for (let level = node; level; level = parent(level)) {
      const style = getComputedStyle(level);
      if (style.textOverflow === "ellipsis" || !["none", ""].includes(style.webkitLineClamp)) return true;
      if (style.display !== "inline") break;
    }
    return false;
  };

  const said = (element) => tidy(element.innerText || element.textContent || "", 120);

  globalThis.wcagAudit.clipping = { gather, shown, lines, clippers, cut, marked, said };
  return true;
}
