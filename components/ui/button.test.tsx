import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { Button } from "./button.tsx";

test("a busy button keeps the focus: it is not disabled, but nothing comes of pressing it or of sending its form", () => {
  const html = renderToStaticMarkup(<Button busy>Save</Button>);
  expect(html).toContain('aria-disabled="true"');
  expect(html).not.toMatch(/\sdisabled=/);
  const onClick = vi.fn();
  const event = { preventDefault: vi.fn(), stopPropagation: vi.fn() };
  Button({ busy: true, onClick, children: "Save" }).props.onClick(event);
  expect(onClick).not.toHaveBeenCalled();
  expect(event.preventDefault).toHaveBeenCalled();
});

test("a button that cannot be pressed is disabled", () => {
  expect(renderToStaticMarkup(<Button disabled>Save</Button>)).toMatch(/\sdisabled=/);
});
