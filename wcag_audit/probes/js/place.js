/**
 * Sets up what several scripts of ours share, once per isolated world: finding an element again, and freezing motion.
 *
 * The page's own scripts live in another world and do not see `wcagAudit`.
 *
 * @returns {boolean} true
 */
function place() {
  const LIMIT = 300;

  /** Text of the page, fit to be passed on: no control characters, no halves of characters, at most so long. */
  const tidy = (text, most) => text.replace(/[\s\p{Cc}]+/gu, " ").trim().slice(0, most).toWellFormed();

  /** The element-child positions from the document to the element; -1 steps into a shadow root. */
  const path = (element) => {
    const steps = [];
    let node = element;
    while (node && node.nodeType !== Node.DOCUMENT_NODE) {
      const parent = node.parentNode;
      if (node instanceof ShadowRoot) {
        steps.push(-1);
        node = node.host;
      } else if (parent) {
        let position = 0;
        for (let before = node.previousElementSibling; before; before = before.previousElementSibling) position += 1;
        steps.push(position);
        node = parent;
      } else {
        break;
      }
    }
    return steps.reverse();
  };

  const selector = (element) => {
    const parts = [];
    let node = element;
    while (node instanceof Element && parts.length < 30) {
      const root = node.getRootNode();
      if (node.id && root.querySelectorAll(`#${CSS.escape(node.id)}`).length === 1) {
        parts.push(`#${CSS.escape(node.id)}`);
        break;
      }
      let position = 1;
      for (let before = node.previousElementSibling; before; before = before.previousElementSibling) {
        if (before.localName === node.localName) position += 1;
      }
      parts.push(node.parentElement ? `${CSS.escape(node.localName)}:nth-of-type(${position})` : node.localName);
      node = node.parentElement;
    }
    return tidy(parts.reverse().join(" > "), 1000);
  };

  const html = (element) => {
    const start = element.cloneNode(false).outerHTML;
    const text = tidy(element.textContent || "", 80);
    const end = start.indexOf("></") > 0 ? start.lastIndexOf("></") + 1 : start.length;
    return tidy(start.slice(0, end).slice(0, LIMIT - 80) + text + start.slice(end), LIMIT);
  };

  /** All open trees of this document: itself and its open shadow roots. */
  const trees = () => {
    const found = [document];
    for (let i = 0; i < found.length && found.length < 500; i += 1) {
      for (const element of found[i].querySelectorAll("*")) if (element.shadowRoot) found.push(element.shadowRoot);
    }
    return found;
  };

  const parent = (element) => {
    if (element.assignedSlot) return element.assignedSlot;
    if (element.parentElement) return element.parentElement;
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  };

  /**
   * Puts a style sheet over the page that content policies do not stop and that leaves no node behind.
   *
   * @param {string} css
   * @returns {() => void} takes the sheet away again
   */
  const dress = (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const dressed = trees();
    for (const tree of dressed) tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, sheet];
    return () => {
      for (const tree of dressed) tree.adoptedStyleSheets = tree.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  };

  /**
   * Stops transitions, animations, smooth scrolling and the blinking caret; a transition that is under way is at its end.
   *
   * @returns {() => void} lets them run again, from what the page looks like then: nothing comes back slowly
   */
  const freeze = () => {
    const thaw = dress(`*, *::before, *::after {
      transition-duration: 0s !important; transition-delay: 0s !important; animation-play-state: paused !important;
      scroll-behavior: auto !important; caret-color: transparent !important; }`);
    for (const tree of trees()) {
      const { getAnimations } = (tree === document ? Document : ShadowRoot).prototype;
      for (const animation of getAnimations.call(tree)) if (animation instanceof CSSTransition) animation.finish();
    }
    return () => {
      document.documentElement.getBoundingClientRect(); // styles are worked out while transitions are still off
      thaw();
    };
  };

  globalThis.wcagAudit = {
    tidy,
    parent,
    trees,
    dress,
    freeze,
    place: (element) => ({ path: path(element), selector: selector(element), html: html(element) }),
  };
  return true;
}
