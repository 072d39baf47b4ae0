// Keys, copying a link, and saying aloud what happened. Everything here works without it, too, one page more slowly.
"use strict";
(() => {
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const one = (what, within = document) => within.querySelector(what);

  // Says something, to the eye and to screen readers. The same words twice in a row are said twice.
  let hush;
  function announce(words) {
    const place = one("#announce");
    place.textContent = "";
    clearTimeout(hush);
    requestAnimationFrame(() => { place.textContent = words; place.classList.add("shown"); });
    hush = setTimeout(() => { place.classList.remove("shown"); }, 4000);
  }
  document.addEventListener("announce", (event) => announce(event.detail.value));

  // Copy link: the server makes the link; the clipboard gets it, or it is selected for copying by hand.
  async function copy(form) {
    const asked = fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin" })
      .then((answer) => { if (!answer.ok) throw new Error(String(answer.status)); return answer.json(); })
      .then((answer) => answer.link);
    let link;
    try {
      // Some browsers let a page write only in the very moment of the click: they take a promise of the text.
      if (navigator.clipboard && window.ClipboardItem) {
        const item = new ClipboardItem({ "text/plain": asked.then((text) => new Blob([text], { type: "text/plain" })) });
        await navigator.clipboard.write([item]);
        link = await asked;
        show(form, link, false);
        return announce("Link copied to clipboard");
      }
      throw new Error("no clipboard");
    } catch (refused) {
      try { link = await asked; } catch (failed) { return announce("The link could not be made. Load the page again and try once more."); }
      try {
        await navigator.clipboard.writeText(link);
        show(form, link, false);
        return announce("Link copied to clipboard");
      } catch (again) {
        show(form, link, true);
        return announce("The link is selected: press Ctrl+C to copy it");
      }
    }
  }

  // Shows the link: in an article in its own place, in a list just below the button.
  function show(form, link, select) {
    let box = one("#link");
    if (!box) {
      if (!select) return;
      box = one(".link-box", form.parentElement) || form.parentElement.appendChild(Object.assign(document.createElement("div"), { className: "link-box" }));
      if (!one("input", box)) box.append(Object.assign(document.createElement("input"), { type: "text", readOnly: true, ariaLabel: "Link to this report" }));
    }
    box.hidden = false;
    const field = one("input[type=text]", box);
    field.value = link;
    if (select) { field.focus(); field.select(); }
  }
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-copy]")) { event.preventDefault(); copy(event.target); }
  });
  const given = one("#share-link[autofocus]");
  if (given && given.value) { given.focus(); given.select(); }

  // Read or unread shows at the item, too.
  document.addEventListener("htmx:afterSwap", (event) => {
    const item = event.target.closest && event.target.closest("[data-item]");
    for (const form of item ? all("form[data-read]", item) : []) item.classList.toggle("is-read", form.dataset.read === "yes");
  });
  // A step replaces its own button: whoever pressed it by keyboard stays where she was.
  let pressed = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.target;
    pressed = form.contains(document.activeElement) && form.dataset.key ? form.dataset.key : null;
    pressed = pressed && { key: pressed, item: form.closest("[data-item]") };
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (pressed && pressed.item) { const button = one(`form[data-key="${pressed.key}"] button`, pressed.item); if (button) button.focus(); }
    pressed = null;
  });
  document.addEventListener("htmx:responseError", () => announce("That did not work. Load the page again and try once more."));
  document.addEventListener("htmx:sendError", () => announce("The box does not answer. Is it running?"));

  // The list somebody came from: to walk on in it, and to come back to its place.
  const list = (() => { try { return JSON.parse(sessionStorage.getItem("list")) || {}; } catch (broken) { return {}; } })();
  const links = all("[data-item] [data-open]");
  if (links.length) {
    const hrefs = links.map((link) => link.getAttribute("href"));
    if (list.back && list.address === location.href && list.opened) {
      // The report itself, or where it left the list (read, no bookmark any more) the one that stood below it.
      const below = list.hrefs.slice(Math.max(0, list.hrefs.indexOf(list.opened)));
      const again = below.map((href) => links.find((link) => link.getAttribute("href") === href)).find(Boolean);
      if (again) again.focus();
    }
    sessionStorage.setItem("list", JSON.stringify({ address: location.href, hrefs, older: (one('.pager a[rel="next"]') || {}).href }));
  }

  // An embed is loaded from its platform when a reader asks for it, and in its card.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[data-frame]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = Object.assign(document.createElement("iframe"), { src: link.href, title: link.dataset.frame, allowFullscreen: true });
    if (/^(YouTube|Vimeo|Dailymotion)$/.test(link.dataset.frame)) frame.className = "film";
    link.closest("[data-embed]").append(frame);
    frame.tabIndex = 0;
    link.remove();
    frame.focus();
  });

  // Whose words: a speaker in the panel, or her words in the text, light up all that she says.
  const light = (numbers) => {
    for (const words of all(".said")) words.classList.toggle("lit", words.dataset.by.split(" ").some((by) => numbers.includes(by)));
  };
  let held = [];
  const hold = (numbers) => {
    held = numbers;
    light(held);
    for (const button of all("button[data-light]")) button.setAttribute("aria-pressed", String(held.includes(button.dataset.light)));
  };
  const whose = (element) => {
    const button = element.closest && element.closest("button[data-light]");
    const words = element.closest && element.closest(".said");
    return button ? [button.dataset.light] : words ? words.dataset.by.split(" ") : null;
  };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && held.length) hold([]); });
  document.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse" && one(".said")) light(whose(event.target) || held); });
  document.addEventListener("click", (event) => {
    const numbers = whose(event.target);
    if (numbers && !(event.target.closest("a"))) hold(numbers.join() === held.join() ? [] : numbers);
  });

  // Words in question: a passage that somebody opens lights up whole, though other marks cut it into pieces.
  function lightDoubt() {
    const anchor = location.hash.slice(1);
    for (const words of all(".doubted")) words.classList.toggle("lit", words.dataset.doubts.split(" ").includes(anchor));
    const hidden = anchor.startsWith("doubt-") && document.getElementById(anchor);
    const folded = hidden && hidden.closest("details");
    if (folded && !folded.open) { folded.open = true; hidden.scrollIntoView(); }
  }
  addEventListener("hashchange", lightDoubt);
  lightDoubt();
  // Whoever said something of a finding by keyboard stays in its section.
  document.addEventListener("htmx:afterSettle", (event) => {
    const title = event.detail.elt.id === "doubts" && one("#doubts-title");
    if (title) title.focus();
  });

  // At the desk a passage leads into the draft itself, where it can be mended.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".desk .passage a");
    const draft = one(".desk textarea");
    if (!link || !draft) return;
    const words = one("mark", link.closest(".passage"));
    const before = words.previousSibling ? words.previousSibling.textContent.slice(-24) : "";
    const place = draft.value.indexOf(before + words.textContent);
    if (place < 0) return;  // It stands there in other letters: the link leads to the text as it was read.
    event.preventDefault();
    draft.focus();
    draft.setSelectionRange(place + before.length, place + before.length + words.textContent.length);
    // A field scrolls to what is typed, not to what is selected.
    draft.scrollTop = Math.max(0, (place / draft.value.length) * draft.scrollHeight - draft.clientHeight / 2);
  });

  // Keys.
  const items = () => all("[data-item]").filter((item) => one("[data-open]", item));
  let current = -1;
  function go(step) {
    const shown = items();
    if (!shown.length) {
      const place = (list.hrefs || []).indexOf(location.pathname);
      const inList = place >= 0 ? list.hrefs[place + step] : null;
      const link = one(step > 0 ? 'link[rel="next"]' : 'link[rel="prev"]');
      if (inList) location.href = inList;
      else if (step > 0 && place >= 0 && list.older) location.href = list.older;
      else if (place < 0 && link) location.href = link.href;
      else announce(step > 0 ? "This is the last of the list" : "This is the first of the list");
      return;
    }
    const focused = shown.findIndex((item) => item.contains(document.activeElement));
    if (focused >= 0) current = focused;
    const next = current + step;
    if (next >= shown.length) { const older = one('.pager a[rel="next"]'); if (older) older.focus(); return; }
    current = Math.max(0, next);
    const link = one("[data-open]", shown[current]);
    link.focus({ preventScroll: true });
    shown[current].scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
  function here() {
    return document.activeElement.closest("[data-item]") || items()[current] || one(".article[data-item]");
  }
  function press(key) {
    const item = here();
    const form = item && one(`form[data-key="${key}"]`, item);
    if (form) form.requestSubmit();
  }
  function open() {
    const item = here();
    const link = item && (one("[data-open]", item) || one("a[data-original]", item));
    if (link) location.href = link.href;
  }
  function back() {
    if (!one(".article[data-item]")) return;
    sessionStorage.setItem("list", JSON.stringify({ ...list, opened: location.pathname, back: true }));
    location.href = list.address || one(".name a").href;
  }
  function keys() {
    const dialog = one("#keys");
    if (dialog && !dialog.open) dialog.showModal();
  }
  const does = {
    j: () => go(1), k: () => go(-1), o: open, b: () => press("b"), c: () => press("c"), m: () => press("m"),
    u: back,
    "/": () => { const field = one("#q"); if (field) { field.focus(); field.select(); } },
    "?": keys,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (one("dialog[open]")) return;
    const act = Object.hasOwn(does, event.key) ? does[event.key] : null;
    if (act) { event.preventDefault(); act(); }
  });
  for (const link of all("[data-keys]")) link.addEventListener("click", (event) => { event.preventDefault(); keys(); });
})();
