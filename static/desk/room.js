/** 会议模式: one slide at a time, turned by keys, a presenter or the two buttons; a line is kept without leaving it. */
{
  const slides = [...document.querySelectorAll("[data-slide]")], turn = document.querySelector(".turn")
  const count = document.querySelector("[data-count]"), full = document.querySelector("[data-full]")
  let at = 0

  const show = (wanted) => {
    at = Math.max(0, Math.min(slides.length - 1, wanted))
    slides.forEach((slide, nr) => { slide.hidden = nr !== at })
    count.textContent = `${at + 1} / ${slides.length}`
    for (const button of turn.querySelectorAll("[data-turn]")) button.disabled = !slides[at + Number(button.dataset.turn)]
    history.replaceState(null, "", `#${slides[at].id}`)
    scrollTo(0, 0)
  }

  // Whoever writes keeps the arrows and the space for his words; an empty line, and a presenter's keys, still turn.
  const writing = (target, key) => {
    if (key.startsWith("Page") || !target.matches("input, select, button, a")) return false
    return key === " " || !(target.matches("a, button") || (target.name === "text" && !target.value))
  }
  const STEPS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.activeElement.blur()
    const step = STEPS[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey || writing(event.target, event.key)) return
    event.preventDefault()
    document.activeElement.blur()
    show(at + step)
  })
  for (const button of turn.querySelectorAll("[data-turn]"))
    button.addEventListener("click", () => show(at + Number(button.dataset.turn)))

  const listed = ({ line, text, due }, unit) => {
    const row = document.createElement("li"), number = document.createElement("b"), whose = document.createElement("span")
    number.textContent = line
    whose.textContent = `${unit}　${due}`
    row.append(number, ` ${text}`, whose)
    return row
  }

  const kept = (form, decision) => {
    const unit = form.elements.unit.selectedOptions[0].textContent
    for (const list of document.querySelectorAll("[data-typed]"))
      if ([decision.finding, "all"].includes(list.dataset.typed)) list.append(listed(decision, unit))
    document.querySelector("[data-none]").hidden = true
    form.elements.text.value = ""
  }

  for (const form of document.querySelectorAll("form.line")) {
    const said = form.querySelector("[data-said]"), press = form.querySelector("button"), text = form.elements.text
    let typed = ""
    const tell = (good, words) => { said.textContent = words; said.hidden = false; said.classList.toggle("bad", !good) }
    form.elements.due_other.addEventListener("input", () => { form.querySelector("[value=other]").checked = true })
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      if (press.disabled) return
      press.disabled = true
      const body = new URLSearchParams(new FormData(form)), words = String(body)
      try {
        const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } })
        const result = await answer.json()
        tell(result.good, result.text)
        if (result.good && words !== typed) kept(form, result.decision)
        if (result.good) { typed = words; form.elements.event.value = result.event }
      } catch {
        tell(false, form.dataset.failed)     // signed out, or no network: the words stay where they are
      }
      press.disabled = false
      text.focus()
    })
  }

  if (document.documentElement.requestFullscreen) {
    full.hidden = false
    full.addEventListener("click", () => {
      document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
    })
  }
  document.body.classList.add("turning")
  turn.hidden = false
  addEventListener("load", () => scrollTo(0, 0))      // the address names a part; the browser would go to its edge
  addEventListener("hashchange", () => show(slides.findIndex((slide) => `#${slide.id}` === location.hash)))
  show(Math.max(0, slides.findIndex((slide) => `#${slide.id}` === location.hash)))
}
