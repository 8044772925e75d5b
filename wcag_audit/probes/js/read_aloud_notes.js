/**
 * What read_aloud_hook.js has noted in this document so far.
 *
 * @param {string} secret see there
 * @returns {?{requests: {source: string, text: string, lang: string, voice: string, onPage: boolean}[], voices: number,
 *   voicesAsked: boolean}} null where there is no hook; onPage: the text stands on the page
 */
function readAloudNotes(secret) {
  let notes = null;
  const hear = (event) => {
    notes = JSON.parse(event.detail);
    const words = (text) => text.replace(/\s+/g, "").slice(0, 1e6);
    const page = notes.requests.length && document.body ? words(document.body.textContent) : "";
    for (const entry of notes.requests) {
      entry.onPage = entry.source === "synthesis" && page.includes(words(entry.text).slice(0, 40));
      entry.text = globalThis.wcagAudit.tidy(entry.text, 400);
    }
  };
  document.addEventListener(`${secret}!`, hear);
  document.dispatchEvent(new CustomEvent(secret));
  document.removeEventListener(`${secret}!`, hear);
  return notes;
}
