"use client";

import { ListFilter, X } from "lucide-react";
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { useShortcut } from "../keyboard/use-shortcut.tsx";
import { FilterChip } from "../ui/chip.tsx";
import { cn } from "../ui/cn.tsx";
import { Kbd } from "../ui/kbd.tsx";
import type { FilterFields } from "./match-filter.tsx";
import { appliedFilter, joinFilter, splitFilter } from "./split-filter.ts";
import { type Suggestion, suggestTerms } from "./suggest-terms.ts";

export type FilterBoxProps<Row> = {
  rows: readonly Row[];
  filter: FilterFields<Row>;
  value: string;
  onChange: (text: string) => void;
  /** Of the list. */
  label: string;
};

/** Letters of conditions that a box of the usual width shows whole. */
const SHORT = 17;

/** One line to filter by: finished conditions become chips, keys and values are suggested while typing. */
export function FilterBox<Row>({ rows, filter, value, onChange, label }: FilterBoxProps<Row>) {
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { chips, draft: rest, write, settle } = useDraft(value, onChange, filter);
  const word = rest.slice(rest.lastIndexOf(" ") + 1);
  const options = useMemo(() => (open ? suggestTerms(word, { ...filter, rows }) : []), [open, word, filter, rows]);
  useShortcut({ keys: "/", label: "Filter", group: "Lists", run: () => input.current?.focus() });

  function take(option: Suggestion) {
    const done = option.insert.endsWith(":") ? option.insert : `${option.insert} `;
    write(chips, rest.slice(0, rest.length - word.length) + done);
    setActive(-1);
    setOpen(option.insert.endsWith(":"));
    input.current?.focus();
  }
  function press(event: KeyboardEvent) {
    const chosen = options[active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive(Math.min(options.length - 1, Math.max(-1, active + step)));
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Enter") {
      settle();
      setOpen(false);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (open && options.length > 0) setOpen(false);
      else input.current?.blur();
    } else if (event.key === "Backspace" && rest === "" && chips.length > 0) {
      event.preventDefault();
      write(chips.slice(0, -1), chips.at(-1) ?? "");
    }
  }
  const showList = open && options.length > 0;
  return (
    <div className={cn("relative w-full", chips.join(" ").length > SHORT ? "sm:w-[30rem]" : "sm:w-72")}>
      <div className="flex h-[30px] items-center gap-1 rounded-md border border-line-strong bg-surface pr-1.5 pl-2 focus-within:border-accent focus-within:outline-2 focus-within:outline-accent/30">
        <ListFilter aria-hidden className="size-3.5 shrink-0 text-ink-3" />
        <div className="flex min-w-0 max-w-[70%] gap-1 overflow-x-auto [scrollbar-width:none]">
          {chips.map((chip) => (
            <FilterChip
              key={chip}
              text={chip}
              onRemove={() =>
                write(
                  chips.filter((other) => other !== chip),
                  rest,
                )
              }
            />
          ))}
        </div>
        <input
          ref={input}
          role="combobox"
          aria-label={`Filter ${label}`}
          aria-expanded={showList}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={showList && active >= 0 ? `${listId}-${active}` : undefined}
          value={rest}
          placeholder={chips.length === 0 ? `Filter by ${Object.keys(filter.fields).slice(0, 3).join(", ")} …` : ""}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          onChange={(event) => {
            setOpen(true);
            setActive(-1);
            write(chips, event.currentTarget.value);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => {
            setOpen(false);
            settle();
          }}
          onKeyDown={press}
          className="h-full min-w-16 flex-1 bg-transparent text-table outline-none"
        />
        {value ? (
          <button
            type="button"
            aria-label="Clear the filter"
            onClick={() => write([], "")}
            className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        ) : (
          <Kbd>/</Kbd>
        )}
      </div>
      <Suggestions id={listId} open={showList} options={options} active={active} onTake={take} />
    </div>
  );
}

/**
 * What is being typed stays text until it is finished (a space, enter, leaving the box); then it becomes a chip. A
 * `key:` whose value is still being typed does not filter yet: `status:f` would hide everything.
 */
function useDraft<Row>(value: string, onChange: (text: string) => void, filter: FilterFields<Row>) {
  const keys = useMemo(() => new Set(Object.keys(filter.fields)), [filter]);
  const [own, setOwn] = useState(() => splitFilter(value, keys));
  // The address bar or a quick filter may have changed the text under the box.
  const shown = appliedFilter(own, keys) === value.trim() ? own : splitFilter(value, keys);
  function write(chips: readonly string[], draft: string) {
    const finished = /\s$/.test(draft);
    const next = finished ? splitFilter(joinFilter(chips, draft), keys) : { chips: [...chips], draft };
    setOwn(finished && next.draft !== "" ? { ...next, draft: `${next.draft} ` } : next);
    apply(appliedFilter(next, keys));
  }
  function apply(text: string) {
    if (text !== value.trim()) onChange(text);
  }
  function settle() {
    const next = splitFilter(joinFilter(shown.chips, shown.draft), keys);
    setOwn(next);
    apply(joinFilter(next.chips, next.draft));
  }
  return { ...shown, write, settle };
}

type SuggestionsProps = {
  id: string;
  open: boolean;
  options: readonly Suggestion[];
  active: number;
  onTake: (option: Suggestion) => void;
};

function Suggestions({ id, open, options, active, onTake }: SuggestionsProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Suggestions"
      hidden={!open}
      className="absolute top-full right-0 left-0 z-30 mt-1 animate-pop-in rounded-md border border-line bg-surface p-1 shadow-float"
    >
      {options.map((option, index) => (
        <div
          key={option.insert}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // The input keeps the focus; pressing must not take it away before the choice is made.
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(option);
          }}
          className={cn(
            "mono flex cursor-pointer justify-between rounded-sm px-2 py-1",
            index === active ? "bg-hover" : "hover:bg-hover",
          )}
        >
          <span className="truncate">{option.insert}</span>
          {option.count !== undefined && (
            <span className="nums text-ink-3">{option.count.toLocaleString("en-US")}</span>
          )}
        </div>
      ))}
    </div>
  );
}
