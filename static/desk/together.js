/** Ticks of the list: all of them with one, and how many on the button. */
{
  const bar = document.getElementById("together")
  const ticks = [...document.querySelectorAll("input[form=together]")]
  if (bar) {
    const all = bar.querySelector("[data-all]"), every = all.querySelector("input"), count = bar.querySelector("[data-count]")
    const told = () => {
      const n = ticks.filter((tick) => tick.checked).length
      count.textContent = `· ${n}`
      every.checked = n === ticks.length
    }
    all.hidden = false
    every.addEventListener("change", () => { for (const tick of ticks) tick.checked = every.checked; told() })
    for (const tick of ticks) tick.addEventListener("change", told)
    told()
  }
}
