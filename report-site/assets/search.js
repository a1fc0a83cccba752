// Suggests names while the visitor types. Without JavaScript, the form opens a page with other ways to find a name.
// Typed text is split into words exactly as `src/search/words.rs` splits the names of the index.
const small = new Set("a au aux d de des du en et l la le les sous sur".split(" "));
const kinds = new Set("commune communes mairie ville communaute agglomeration urbaine https http www".split(" "));
const pages = { m: "membres", s: "sites", o: "organismes", d: "departements" };
const french = document.documentElement.lang === "fr";
const say = (inFrench, inEnglish) => (french ? inFrench : inEnglish);

const counted = (count, word) => `${count} ${word}${count > 1 ? "s" : ""}`;

function wordsOf(text) {
  const folded = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae");
  const all = folded.split(/[^a-z0-9]+/).filter(Boolean).map((word) => ({ st: "saint", ste: "sainte" })[word] ?? word);
  const kept = all.filter((word) => !small.has(word));
  return kept.length ? kept : all;
}

const loaded = new Map();
function load(address) {
  if (!loaded.has(address)) {
    const text = fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(address))));
    text.catch(() => loaded.delete(address));
    loaded.set(address, text);
  }
  return loaded.get(address);
}

/** Entries of the index parts that may hold a key beginning with `begin`: at most the first `most` parts. */
async function entriesAt(top, begin, most) {
  const begins = [];
  for (const line of (await load(`${top}recherche/parts.txt`)).split("\n").slice(0, -1)) {
    // One digit in base 36: number of letters shared with the line before. The remaining letters follow.
    begins.push((begins.at(-1) ?? "").slice(0, parseInt(line[0], 36)) + line.slice(1));
  }
  const first = begins.findLastIndex((one) => one <= begin);
  const last = begins.findLastIndex((one) => one <= `${begin}~`);
  const wanted = begins.slice(first, Math.min(last, first + most - 1) + 1);
  const texts = await Promise.all(
    wanted.map((one) => load(`${top}recherche/parts/${one.replaceAll(" ", "-") || "_"}.txt`)),
  );
  return texts.join("").split("\n").slice(0, -1).map((line) => {
    const [start, place, name, about] = line.split("\t");
    const words = [...wordsOf(name), ...wordsOf(about)];
    return { place, name: name || about, about: name ? about : "", words, key: words.slice(start).join(" ") };
  });
}

/** Entries that begin with the typed words, else with those that are not `kinds`, else entries that hold them all. */
async function find(top, typed) {
  const asked = wordsOf(typed);
  const known = asked.filter((word) => !kinds.has(word));
  const ways = known.length && known.length < asked.length ? [asked, known] : [asked];
  for (const words of ways) {
    const begin = words.join(" ").slice(0, 64);
    const found = (await entriesAt(top, begin, 2)).filter((entry) => entry.key.startsWith(begin));
    if (found.length) return unique(found, begin);
  }
  const words = ways.at(-1);
  if (words.length < 2) return [];
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one));
  const holds = (entry) => words.every((word) => entry.words.some((own) => own.startsWith(word)));
  return unique((await entriesAt(top, longest, 1)).filter(holds), longest);
}

/** Each page once for each of its names. Keys that begin with whole words of `begin` come first. */
function unique(found, begin) {
  const seen = new Set();
  const once = found.filter((entry) => !seen.has(entry.place + entry.name) && seen.add(entry.place + entry.name));
  const isExact = (entry) => entry.key === begin || entry.key.startsWith(`${begin} `);
  return [...once.filter(isExact), ...once.filter((entry) => !isExact(entry))];
}

const hrefOf = (form, { place }) => {
  const edition = form.getAttribute("action").replace(/recherche\/$/, "");
  return `${edition}${pages[place[0]]}/${place.slice(1)}/`;
};

/** Appends an entry's name and description. */
function fill(element, { name, about }) {
  const strong = document.createElement("bdi");
  strong.textContent = name;
  element.append(strong);
  if (about) {
    const soft = document.createElement("span");
    soft.className = "soft";
    soft.textContent = ` ${about}`;
    element.append(soft);
  }
  if (!french) element.lang = "fr";
}

function combobox(form) {
  const input = form.querySelector("input");
  const { top } = form.dataset;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let options = [];
  let active = -1;
  let asked = 0;
  list.id = `${input.id}-options`;
  list.className = "options";
  list.hidden = true;
  status.className = "hidden";
  for (const [name, value] of [["role", "listbox"], ["aria-label", say("Propositions", "Suggestions")]]) {
    list.setAttribute(name, value);
  }
  status.setAttribute("role", "status");
  const attributes = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  input.autocomplete = "off";
  form.append(list, status);

  const show = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) activate(-1);
  };
  const activate = (number) => {
    options[active]?.removeAttribute("aria-selected");
    active = number;
    const option = options[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };
  const propose = (found) => {
    activate(-1);
    options = found.slice(0, 10).map((entry, number) => {
      const option = document.createElement("li");
      option.id = `${input.id}-option-${number}`;
      option.setAttribute("role", "option");
      option.dataset.href = hrefOf(form, entry);
      fill(option, entry);
      return option;
    });
    list.replaceChildren(...options);
    show(options.length > 0);
    const more = found.length > 10 ? say(", les 10 premières montrées", ", the first 10 shown") : "";
    status.textContent = options.length
      ? counted(found.length, say("proposition", "suggestion")) + more
      : say("Aucune proposition", "No suggestion");
  };

  input.addEventListener("input", async () => {
    const turn = ++asked;
    if (!wordsOf(input.value).length) {
      status.textContent = "";
      return show(false);
    }
    const found = await find(top, input.value).catch(() => []);
    if (turn === asked) propose(found);
  });
  input.addEventListener("keydown", (event) => {
    const isOpen = !list.hidden;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && options.length) {
      event.preventDefault();
      const places = options.length + 1;
      show(true);
      activate(((active + 1 + steps[event.key] + places) % places) - 1);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      show(false);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.href = options[active].dataset.href;
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const href = event.target.closest("[role=option]")?.dataset.href;
    if (href) location.href = href;
  });
  input.addEventListener("blur", () => show(false));
}

/** Shows at most 100 results on the page that the form opens. */
async function showResults(section, form) {
  const typed = new URLSearchParams(location.search).get("q")?.trim();
  if (!typed) return;
  form.querySelector("input").value = typed;
  const found = await find(form.dataset.top, typed).catch(() => []);
  const lines = found.slice(0, 100).map((entry) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = hrefOf(form, entry);
    fill(link, { name: entry.name });
    line.append(link);
    fill(line, { name: "", about: entry.about });
    return line;
  });
  section.querySelector("ul").replaceChildren(...lines);
  section.querySelector("[role=status]").textContent = found.length
    ? `${found.length > 100 ? say("Les 100 premiers résultats", "The first 100 results") : counted(found.length, say("résultat", "result"))} ${say("pour", "for")} ${say(`«\u00A0${typed}\u00A0»`, `“${typed}”`)}`
    : `${say("Rien ne commence par", "Nothing begins with")} ${say(`«\u00A0${typed}\u00A0»`, `“${typed}”`)}`;
  section.hidden = false;
}

for (const form of document.querySelectorAll("form[role=search]")) combobox(form);
const results = document.querySelector("[data-results]");
if (results) showResults(results, document.querySelector("main form[role=search]"));
