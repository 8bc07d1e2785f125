"use client";

import { useState } from "react";
import { Button } from "#components/ui/button";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { Dialog } from "#components/ui/dialog";
import { Drawer } from "#components/ui/drawer";
import { DropdownMenu, MenuCheckItem, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/dropdown-menu";
import { toast } from "#components/ui/notify";
import { Popover } from "#components/ui/popover";
import { Sheet } from "#components/ui/sheet";
import { Tooltip } from "#components/ui/tooltip";
import { Block } from "./block.tsx";

type Opened = "dialog" | "confirm" | "drawer" | "sheet";

export function Floating() {
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  return (
    <Block title="Floating">
      <Button onClick={() => setOpened("dialog")}>Dialog</Button>
      <Button onClick={() => setOpened("confirm")}>Dangerous</Button>
      <Button onClick={() => setOpened("drawer")}>Drawer</Button>
      <Button onClick={() => setOpened("sheet")}>Sheet</Button>
      <DropdownMenu trigger={<Button>Menu</Button>}>
        <MenuLabel>Columns</MenuLabel>
        <MenuCheckItem checked onCheckedChange={() => {}}>
          Restarts
        </MenuCheckItem>
        <MenuSeparator />
        <MenuItem onSelect={() => toast("Copied 3 names")}>Copy names</MenuItem>
        <MenuItem danger onSelect={() => toast.error("eu-prod did not answer in time.")}>
          Remove
        </MenuItem>
      </DropdownMenu>
      <Popover label="State" trigger={<Button>Popover</Button>}>
        <p className="p-3 text-table">More about the thing that was pressed.</p>
      </Popover>
      <Tooltip text="Members and owners may do this.">
        <Button>Tooltip</Button>
      </Tooltip>
      <Dialog
        open={opened === "dialog"}
        onOpenChange={close}
        title="Add a member"
        footer={<Button onClick={close}>Cancel</Button>}
      >
        A form stands here.
      </Dialog>
      <ConfirmDialog
        open={opened === "confirm"}
        onOpenChange={close}
        title="Remove eu-prod"
        action="Remove eu-prod"
        typeName="eu-prod"
        onConfirm={close}
      >
        The portal forgets the cluster, its credential and 4 grants. The cluster itself is not touched.
      </ConfirmDialog>
      <Drawer open={opened === "drawer"} onOpenChange={close} title="A detail">
        <p className="p-5">A detail over a list.</p>
      </Drawer>
      <Sheet open={opened === "sheet"} onOpenChange={close} title="Sections">
        <p className="p-5">The sections on a small screen.</p>
      </Sheet>
    </Block>
  );
}
