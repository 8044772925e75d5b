/**
 * Links of the page and what they are called, roughly: the rules ask the accessibility tree for the true name.
 *
 * @param {number} limit at most so many links
 * @returns {{name: string, address: string}[]} in document order; those to a part of a page left out
 */
function namedLinks(limit) {
  const scripted = /(?:^|[.;\s])location(?:\.href)?\s*=\s*(['"])([^'"]{1,2000})\1/;
  const found = [];
  const add = (element, address) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return; // in a closed menu: nobody meets it
    // A part of a page is not compared with a page, and where a script may act the address tells nothing.
    if (address.includes("#") || !address.trim() || (element.hasAttribute("href") && element.hasAttribute("onclick"))) return;
    let target;
    try {
      target = new URL(address, element.baseURI);
    } catch {
      return; // no address at all
    }
    const pictures = [...element.querySelectorAll("img[alt]")].map((picture) => picture.getAttribute("alt"));
    const name = element.getAttribute("aria-label") || [element.textContent, ...pictures].join(" ");
    found.push({ name: name.slice(0, 300).toWellFormed(), address: target.href.slice(0, 2000).toWellFormed() });
  };
  const visit = (elements) => {
    for (const element of elements) {
      if (found.length >= limit) return;
      if (element.shadowRoot instanceof ShadowRoot) visit(element.shadowRoot.querySelectorAll("*"));
      const href = element.getAttribute("href") ?? element.getAttribute("xlink:href");
      if ((element.localName === "a" || element.localName === "area") && href !== null) add(element, href);
      else if (element.getAttribute("role") === "link") {
        const script = scripted.exec(element.getAttribute("onclick") || "");
        if (script) add(element, script[2]);
      }
    }
  };
  visit(Document.prototype.querySelectorAll.call(document, "*"));
  return found;
}
