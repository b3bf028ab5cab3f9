/** 登记问题 made quicker: first the building, then its parts; the check item by a few letters. Without it both lists are whole. */

/** @param {HTMLSelectElement} select @returns {{label: string, options: HTMLOptionElement[]}[]} its groups as they stand on the page */
const groupsOf = (select) => [...select.querySelectorAll("optgroup")].map((group) => ({ label: group.label, options: [...group.children] }))

/** Show only some of a list's options, `first` above their groups, keeping what was chosen if it is among them. @param {HTMLSelectElement} select */
function showOnly(select, groups, first, chosen = select.value) {
  select.replaceChildren(...first, ...groups.map(({ label, options }) => {
    const group = document.createElement("optgroup")
    group.label = label
    group.append(...options)
    return group
  }))
  select.value = chosen
  if (select.selectedIndex < 0 && first.length) select.value = ""
}

const building = document.getElementById("building"), place = document.getElementById("place")
const grounds = groupsOf(place), noPlace = place.options[0]
for (const { label } of grounds) building.add(new Option(label, label))
building.addEventListener("change", () => showOnly(place, building.value ? grounds.filter(({ label }) => label === building.value) : grounds, [noPlace]))
building.value = place.value ? grounds.find(({ options }) => options.some((one) => one.value === place.value))?.label ?? "" : ""
if (building.value) building.dispatchEvent(new Event("change"))
building.closest("[hidden]").hidden = false

const find = document.getElementById("find"), item = document.getElementById("item"), found = document.querySelector("[data-testid=found]")
const trades = groupsOf(item), noItem = item.options[0], ROWS_MAX = 8
let kept = item.value

/** @param {HTMLOptionElement} option @param {string[]} terms @returns {boolean} */
const matches = (option, terms) => terms.every((term) => option.dataset.find.toLowerCase().includes(term))

function search() {
  const terms = find.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean)
  const left = terms.length
    ? trades.map(({ label, options }) => ({ label, options: options.filter((one) => matches(one, terms)) })).filter(({ options }) => options.length)
    : trades
  showOnly(item, left, terms.length && left.length ? [] : [noItem], kept)
  const rows = terms.length ? left.reduce((sum, { options }) => sum + options.length, 0) : 0
  if (rows) item.size = Math.min(ROWS_MAX, Math.max(rows + left.length, 2))
  else item.removeAttribute("size")
  found.textContent = terms.length && !rows ? find.dataset.none : ""
}

/** What the catalogue says of the item is filled in, to be seen and changed. */
function chosen() {
  const option = item.selectedOptions[0]
  kept = item.value
  if (!option?.value) return
  document.querySelector(`[name=kind][value=${option.dataset.kind}]`).checked = true
  severity.value = option.dataset.severity
}

const due = document.querySelector("[data-due]"), whom = document.querySelector("[data-for=coordination]")
const kinds = [...document.querySelectorAll("[name=kind]")], severity = document.getElementById("severity")

/** Whom to ask only of what needs somebody; and by when it would be due, as the server would set it now. */
function settled() {
  const kind = kinds.find((one) => one.checked)?.value, option = kind === "coordination" ? undefined : item.selectedOptions[0]
  whom.hidden = kind !== "coordination"
  if (!due) return
  const grade = severity.value || option?.dataset.severity || "1"
  due.querySelector("b").textContent = option?.dataset.until ?? document.querySelector(`[data-usual="${kind} ${grade}"]`).dataset.until
  due.hidden = false
  document.querySelector("[data-rule]").hidden = true
}
for (const one of [...kinds, severity]) one.addEventListener("change", settled)

find.addEventListener("input", search)
find.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return
  event.preventDefault()
  const first = [...item.options].find((one) => one.value)
  if (!find.value || !first) return
  item.value = first.value
  folded()
})

/** The list folds again once something is chosen, or sent. */
function folded() {
  chosen()
  settled()
  find.value = ""
  search()
}
item.addEventListener("change", () => { chosen(); settled() })
item.addEventListener("click", () => { if (item.size > 1 && item.value) folded() })
item.form.addEventListener("submit", () => { find.value = ""; search() })
find.hidden = false
settled()
