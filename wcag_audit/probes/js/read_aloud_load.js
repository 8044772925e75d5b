/**
 * Which load of the page this is, and how far it has come; after a reload it may be still the old one.
 *
 * @param {?number[]} scroll where to scroll to, left and top
 * @returns {{load: number, ready: string, scroll: number[], status: number}} status: of HTTP; 0 if there was none
 */
function readAloudLoad(scroll) {
  if (scroll) scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" });
  const [navigation] = performance.getEntriesByType("navigation");
  const status = (navigation && navigation.responseStatus) || 0;
  return { load: performance.timeOrigin, ready: document.readyState, scroll: [scrollX, scrollY], status };
}
