// The search page. Nothing of the index is loaded before a reader uses the form.

const form = document.querySelector("form.search");
const list = document.querySelector(".results");
const status = document.querySelector(".found");
const more = document.querySelector(".more-results");
const SHOWN = 10;
const PAUSE_MS = 200;

const lang = document.documentElement.lang;
const parts = JSON.parse(form.dataset.parts);
const entries = JSON.parse(form.dataset.entries);
const plural = new Intl.PluralRules(lang);
const numbers = new Intl.NumberFormat(lang);
const days = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" });

// One stamp a visit, not one a part: the browser may keep what it has.
const stamp = String(Date.now());

let engine = null;
const loaded = new Set();
let asked = 0;
let timer = 0;

/** The engine, with the newest part in the page's own language; the same promise every time. */
function start() {
  engine ??= (async () => {
    const first = parts.find((part) => part.code === lang) ?? parts[0];
    loaded.add(first.href);
    const pagefind = await import(form.dataset.engine);
    const search = pagefind.createInstance({ basePath: first.href, baseUrl: "/", metaCacheTag: stamp });
    await search.init();
    const codes = await languages(first);
    const taken = [lang.toLowerCase(), lang.toLowerCase().split("-")[0]].find((code) => codes.includes(code)) ?? codes[0];
    // The dot makes it another folder to Pagefind, which loads none twice.
    await merge(search, `${first.href}./`, codes.filter((code) => code !== taken));
    await offer(search);
    return search;
  })();
  return engine;
}

/** Languages of the texts in a part, as Pagefind names them, the one with most texts first. */
async function languages(part) {
  const entry = await (await fetch(`${part.href}pagefind-entry.json?ts=${stamp}`)).json();
  return Object.entries(entry.languages)
    .sort(([, a], [, b]) => b.page_count - a.page_count)
    .map(([code]) => code);
}

function merge(search, folder, codes) {
  return Promise.all(codes.map((language) => search.mergeIndex(folder, { language, metaCacheTag: stamp })));
}

/** Load the parts in which the chosen language and year can be; true if there were any. */
async function widen(search) {
  const { language, year } = form.elements;
  const wanted = parts.filter(
    (part) =>
      !loaded.has(part.href) &&
      (!language.value || part.language === language.value) &&
      (!year.value || String(part.year) === year.value),
  );
  wanted.forEach((part) => loaded.add(part.href));
  await Promise.all(wanted.map(async (part) => merge(search, part.href, await languages(part))));
  if (wanted.length) await offer(search);
  return wanted.length > 0;
}

/** Fill the lists of subjects and publishers with what the loaded parts have. */
async function offer(search) {
  const filters = await search.filters();
  for (const name of ["tag", "publisher"]) {
    const select = form.elements[name];
    const there = new Set([...select.options].map((option) => option.value));
    const added = Object.keys(filters[name] ?? {}).filter((value) => !there.has(value));
    if (!added.length) continue;
    const [all, ...others] = [...select.options];
    const options = [...others, ...added.map((value) => new Option(value, value))];
    options.sort((a, b) => a.text.localeCompare(b.text, lang));
    const chosen = select.value;
    select.replaceChildren(all, ...options);
    select.value = chosen;
  }
}

function chosen() {
  const filters = {};
  for (const name of ["language", "year", "tag", "publisher"]) {
    if (form.elements[name].value) filters[name] = form.elements[name].value;
  }
  return filters;
}

/** Search for what stands in the form now; a later question makes this one's answer void. */
async function ask() {
  const question = ++asked;
  const words = form.elements.q.value.trim();
  const filtered = form.elements.tag.value || form.elements.publisher.value || form.elements.year.value;
  remember(words);
  if (!words && !filtered) return show([], "");
  try {
    const search = await start();
    const answer = async () => {
      const found = await search.search(words || null, { filters: chosen() });
      if (question === asked) await show(found.results, count(found.results.length), question);
    };
    await answer();
    if (await widen(search)) await answer();
  } catch (error) {
    console.error(error);
    show([], form.dataset.failed);
  }
}

function count(n) {
  if (!n) return form.dataset.nothing;
  return (entries[plural.select(n)] ?? entries.other).replace("{n}", numbers.format(n));
}

async function show(results, said, question = asked) {
  const data = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
  if (question !== asked) return;
  status.textContent = said;
  const at = list.contains(document.activeElement) ? document.activeElement.href : "";
  list.replaceChildren(...data.map(item));
  if (at) [...list.querySelectorAll("a")].find((link) => link.href === at)?.focus();
  let next = SHOWN;
  more.hidden = results.length <= next;
  more.firstElementChild.onclick = async () => {
    const further = await Promise.all(results.slice(next, next + SHOWN).map((result) => result.data()));
    const items = further.map(item);
    list.append(...items);
    next += SHOWN;
    more.hidden = results.length <= next;
    items[0]?.querySelector("a").focus();
  };
}

function item(entry) {
  const li = document.createElement("li");
  li.className = "result";
  const heading = document.createElement("h2");
  heading.className = "headline";
  const link = document.createElement("a");
  link.href = entry.meta.href;
  link.textContent = entry.meta.title;
  heading.append(link);
  const time = document.createElement("time");
  time.dateTime = entry.meta.day;
  time.textContent = days.format(new Date(entry.meta.day));
  const text = document.createElement("p");
  const about = document.createElement("p");
  about.className = "quiet";
  about.append(time);
  // The excerpt is the index's own, escaped, with <mark> around what was found.
  for (const node of new DOMParser().parseFromString(entry.excerpt, "text/html").body.childNodes) {
    const mark = node.nodeName === "MARK" ? document.createElement("mark") : null;
    mark?.append(node.textContent);
    text.append(mark ?? node.textContent);
  }
  const part = parts.find((one) => one.language === (entry.filters.language ?? [])[0]);
  if (part && part.code !== lang) {
    for (const element of [link, text]) {
      element.lang = part.code;
      element.dir = "auto";
    }
  }
  li.append(heading, about, text);
  return li;
}

/** Keep the question in the address, so that it can be sent on and come back to. */
function remember(words) {
  const address = new URL(location.href);
  words ? address.searchParams.set("q", words) : address.searchParams.delete("q");
  history.replaceState(null, "", address);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  ask();
});
form.addEventListener("focusin", () => start().catch(() => {}), { once: true });
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE_MS);
});
document.querySelector(".without").remove();
form.hidden = false;
form.elements.q.value = new URL(location.href).searchParams.get("q") ?? "";
if (form.elements.q.value) ask();
