/**
 * How big the page is, before anything heavy is asked of it.
 *
 * @returns {{nodes: number, characters: number, scripts: number, title: string, text: string, type: string}}
 */
function measure() {
  const root = document.documentElement;
  const nodes = document.getElementsByTagName("*").length;
  const small = nodes < 20000;
  return {
    nodes,
    characters: root ? root.textContent.length : 0,
    scripts: document.scripts.length,
    title: document.title.slice(0, 500),
    text: small && document.body ? document.body.innerText.slice(0, 2000) : "",
    type: document.contentType,
  };
}
