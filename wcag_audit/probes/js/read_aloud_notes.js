/**
 * What read_aloud_hook.js has noted in this document so far.
 *
 * @param {string} secret see there
 * @returns {?{requests: {source: string, text: string, lang: string, voice: string}[], voices: number,
 *   voicesAsked: boolean}} null where there is no hook
 */
function readAloudNotes(secret) {
  let notes = null;
  const hear = (event) => {
    notes = JSON.parse(event.detail);
    for (const entry of notes.requests) entry.text = globalThis.wcagAudit.tidy(entry.text, 400);
  };
  document.addEventListener(`${secret}!`, hear);
  document.dispatchEvent(new CustomEvent(secret));
  document.removeEventListener(`${secret}!`, hear);
  return notes;
}
