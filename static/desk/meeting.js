/** The key findings of a meeting: a reason only where one is left out; on a narrow screen one line each, unfolded at will. */
{
  for (const select of document.querySelectorAll("[data-reason]")) {
    const reason = document.getElementById(select.dataset.reason)
    const look = () => { reason.hidden = !select.value }
    select.addEventListener("change", () => {
      if (!select.value) reason.value = ""
      look()
      if (select.value) reason.focus()
    })
    look()
  }

  const narrow = matchMedia("(max-width: 720px)")
  const fold = () => { for (const words of document.querySelectorAll("[data-fold]")) words.open = !narrow.matches }
  narrow.addEventListener("change", fold)
  fold()
}
