/** The line behind which new things wait until somebody asks for them. Nothing on a page jumps. */
export class Waiting {
  private readonly bar: HTMLElement;
  private readonly button: HTMLButtonElement;

  constructor(
    private readonly place: Element,
    show: () => void,
  ) {
    this.bar = document.createElement("div");
    this.bar.className = "row open waiting";
    this.bar.setAttribute("role", "status");
    const body = document.createElement("div");
    body.className = "in-body";
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.addEventListener("click", show);
    body.append(this.button);
    this.bar.append(body);
  }

  get element(): HTMLElement {
    return this.bar;
  }

  say(text: string): void {
    if (!this.bar.isConnected) this.place.prepend(this.bar);
    // After the region is in the page, or a screen reader does not hear it.
    requestAnimationFrame(() => {
      this.button.textContent = text;
    });
  }

  busy(yes: boolean): void {
    this.button.setAttribute("aria-busy", String(yes));
  }

  putAway(): void {
    this.bar.remove();
  }
}
