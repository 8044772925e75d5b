/**
 * What tells the purpose of the open page: title, first visible heading, visible text of its main part without navigation.
 *
 * @param {number} limit at most so many characters of text
 * @returns {{url: string, status: number, title: string, heading: string, text: string, waits: number}}
 */
function pageText(limit) {
  const all = (selector) => [...Document.prototype.querySelectorAll.call(document, selector)];
  const own = (name) => Reflect.get(Document.prototype, name, document);
  const aside = "nav, [role=navigation], script, style, noscript, template";
  const chrome = `${aside}, header, footer, [role=banner], [role=contentinfo]`;
  const main = all("main, [role=main]")[0];
  const root = main || own("body");
  const pieces = [];
  let length = 0;
  if (root) {
    const walker = own("createTreeWalker").call(document, root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && length < limit) {
      const parent = walker.currentNode.parentElement;
      const words = walker.currentNode.data.trim();
      if (!words || !parent || parent.closest(main ? aside : chrome) || !parent.checkVisibility()) continue;
      pieces.push(words);
      length += words.length;
    }
  }
  const refresh = all('meta[http-equiv="refresh" i]')[0];
  const waits = /^\s*(\d{1,6})\s*[;,]/.exec((refresh && refresh.getAttribute("content")) || "");
  const [entry] = performance.getEntriesByType("navigation");
  const heading = all("h1").find((candidate) => candidate.checkVisibility());
  return {
    url: location.href.slice(0, 4000).toWellFormed(),
    status: (entry && entry.responseStatus) || 0,
    title: String(own("title")).slice(0, 300).toWellFormed(),
    heading: heading ? heading.textContent.slice(0, 300).toWellFormed() : "",
    text: pieces.join(" ").slice(0, limit).toWellFormed(),
    waits: waits ? Number(waits[1]) : 0,
  };
}
