/**
 * Looks at the media elements of a document. What they play is measured on copies: the page's own players stay as they
 * are. Needs `place.js`.
 *
 * @param {"list"|"measure"|"tracks"|"listen"|"links"|"read"} step
 * @param {number} [number] of an element, as "list" gave it; for "read" the number of a link
 * @param {Object} [options] limits, in bytes, seconds, or numbers of things
 */
async function media(step, number, options) {
  const { place, trees, tidy, parent } = globalThis.wcagAudit;
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const event = (target, names, ms) => Promise.race([
    new Promise((resolve) => names.forEach((name) => target.addEventListener(name, () => resolve(name), { once: true }))),
    wait(ms).then(() => "slow"),
  ]);
  const kept = (globalThis.wcagAuditMedia ??= { elements: [], links: [] });

  const list = () => {
    kept.elements = trees().flatMap((tree) => [...tree.querySelectorAll("audio, video")]);
    return kept.elements.map((element) => ({
      ...place(element),
      kind: element.localName,
      source: (element.currentSrc || element.src || "").slice(0, 2000),
      scripted: Boolean(element.srcObject) || /^(?:blob|mediasource):/.test(element.currentSrc),
      broken: Boolean(element.error) || element.networkState === HTMLMediaElement.NETWORK_NO_SOURCE,
      controls: element.controls,
      muted: element.muted || element.volume === 0,
      loop: element.loop,
      autoplay: element.autoplay,
      playing: element.played.length > 0 || !element.paused,
    }));
  };

  /** A copy that is in no document and makes no sound. */
  const copy = (element, source) => {
    const made = document.createElement(element.localName);
    made.muted = true;
    made.preload = "metadata";
    if (element.crossOrigin !== null) made.crossOrigin = element.crossOrigin;
    made.src = source;
    return made;
  };

  const measure = async () => {
    const element = kept.elements[number];
    const made = copy(element, element.currentSrc || element.src);
    const outcome = made.readyState ? "loadedmetadata" : await event(made, ["loadedmetadata", "error"], options.load);
    const found = { outcome, duration: made.duration, width: made.videoWidth || 0, height: made.videoHeight || 0 };
    if (outcome === "loadedmetadata") {
      const [, from, to] = /#(?:.*&)?t=(?:npt:)?([\d.]*)(?:,([\d.]+))?/.exec(made.src) || [];
      const end = to ? Math.min(Number(to), made.duration) : made.duration;
      found.plays = Math.max(end - Number(from || 0), 0);
      Promise.resolve(made.play()).catch(() => {});
      const bytes = () => made.webkitAudioDecodedByteCount + made.webkitVideoDecodedByteCount;
      for (let i = 0; i < 15 && !(made.currentTime > 0.2 && bytes()); i += 1) await wait(100);
      found.audioBytes = made.webkitAudioDecodedByteCount;
      found.videoBytes = made.webkitVideoDecodedByteCount;
      made.pause();
    }
    made.removeAttribute("src");
    made.load();
    if (!Number.isFinite(found.duration)) found.duration = -1;
    if (!Number.isFinite(found.plays)) found.plays = -1;
    return found;
  };

  /** Cues are read by the browser, on a copy of the track beside a copy of the player. */
  const tracks = async () => {
    const element = kept.elements[number];
    const own = [...element.querySelectorAll(":scope > track")].slice(0, options.most);
    const player = document.createElement(element.localName);
    if (element.crossOrigin !== null) player.crossOrigin = element.crossOrigin;
    const read = async (track) => {
      const found = { kind: track.kind, language: tidy(track.srclang, 40), label: tidy(track.label, 100), status: "error" };
      if (!track.src) return { ...found, cues: 0 };
      const made = document.createElement("track");
      made.kind = track.kind;
      player.append(made);
      made.src = track.src;
      made.track.mode = "hidden";
      const outcome = await event(made, ["load", "error"], options.load);
      const cues = [...(made.track.cues || [])];
      const text = tidy(cues.map((cue) => cue.text || "").join(" ").replace(/<[^<>]*>/g, " "), options.characters);
      return {
        ...found,
        status: outcome === "load" ? "loaded" : outcome,
        cues: cues.length,
        first: cues.length ? Math.min(...cues.map((cue) => cue.startTime)) : -1,
        last: cues.length ? Math.max(...cues.map((cue) => cue.endTime).filter(Number.isFinite), -1) : -1,
        text,
      };
    };
    return Promise.all(own.map(read));
  };

  const fetched = async (address, bytes, ms) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), ms);
    try {
      const answer = await fetch(address, { signal: stop.signal });
      if (Number(answer.headers.get("content-length")) > bytes) return { status: answer.status, large: true };
      const reader = answer.body.getReader();
      const parts = [];
      let size = 0;
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        parts.push(part.value);
        size += part.value.length;
        if (size > bytes) return { status: answer.status, large: true };
      }
      return { status: answer.status, type: answer.headers.get("content-type") || "", body: new Blob(parts) };
    } catch {
      return { status: 0 };
    } finally {
      clearTimeout(timer);
      stop.abort();
    }
  };

  /** Parts of the sound, spread over its length, as 16-bit samples; null where the file cannot be read or decoded. */
  const listen = async () => {
    const element = kept.elements[number];
    const answer = await fetched((element.currentSrc || element.src).split("#")[0], options.bytes, options.load);
    if (!answer.body || answer.status >= 400) return null;
    const context = new OfflineAudioContext(1, options.rate, options.rate);
    let sound;
    try {
      sound = await context.decodeAudioData(await answer.body.arrayBuffer());
    } catch {
      return null;
    }
    const channels = Array.from({ length: sound.numberOfChannels }, (_, index) => sound.getChannelData(index));
    let peak = 0;
    for (const channel of channels) for (const sample of channel) peak = Math.max(peak, Math.abs(sample));
    const whole = sound.length <= options.parts * options.span * options.rate;
    const parts = whole ? 1 : options.parts;
    const span = whole ? sound.length : options.span * options.rate;
    const samples = new Int16Array(parts * span);
    for (let part = 0; part < parts; part += 1) {
      const from = parts === 1 ? 0 : Math.floor(((sound.length - span) * part) / (parts - 1));
      for (let i = 0; i < span; i += 1) {
        let sum = 0;
        for (const channel of channels) sum += channel[from + i];
        samples[part * span + i] = Math.max(-1, Math.min(1, sum / channels.length)) * 32767;
      }
    }
    const raw = new Uint8Array(samples.buffer);
    let text = "";
    for (let i = 0; i < raw.length; i += 8192) text += String.fromCharCode(...raw.subarray(i, i + 8192));
    return { peak, parts, seconds: sound.duration, samples: btoa(text) };
  };

  const HOME = "figure, section, article, main, dialog, td, [role=region], [role=main], [role=article], body";
  const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  /** Links, buttons and headings: all of the section around the player, and those of the page that are near enough. */
  const links = () => {
    const element = kept.elements[number];
    let home = parent(element);
    while (home && !home.matches(HOME)) home = parent(home);
    if (home && home.matches("figure, td")) home = parent(home);
    const within = (home && home.closest("section, article, main, dialog, [role=region], [role=main], body")) || document.body;
    const found = [...within.querySelectorAll("a[href], button, summary, [role=button], [role=tab], h1, h2, h3, h4, h5, h6")];
    kept.links = found.filter((entry) => !entry.closest("nav") && seen(entry)).slice(0, options.most);
    return kept.links.map((entry, index) => ({
      ...place(entry),
      index,
      text: tidy(entry.getAttribute("aria-label") || entry.textContent, 200),
      href: entry.localName === "a" ? entry.href.slice(0, 2000) : "",
    }));
  };

  /** Whether there is a page behind a link, and how much it says. */
  const read = async () => {
    const address = kept.links[number].href;
    const here = address.split("#")[0] === location.href.split("#")[0];
    if (here || !/^https?:/.test(address) || new URL(address).origin !== location.origin) return { status: 0, words: -1 };
    const answer = await fetched(address, options.bytes, options.load);
    if (!answer.body || !/^text\/|xhtml/.test(answer.type)) return { status: answer.status, words: -1 };
    const source = await answer.body.text();
    const parsed = new DOMParser().parseFromString(source, "text/html");
    for (const rest of parsed.querySelectorAll("script, style, nav, header, footer, template, title")) rest.remove();
    return { status: answer.status, words: (parsed.documentElement.textContent.match(/\p{L}+/gu) || []).length };
  };

  return { list, measure, tracks, listen, links, read }[step]();
}
