"""Print the rooms of `refill` by floor, with the rooms that each imports: `python -m tests.rooms`."""

import grimp

PACKAGE = "refill"


def imports(graph: grimp.ImportGraph) -> dict[str, set[str]]:
    """Return the rooms that each room imports; a room is a package or a module directly below PACKAGE."""
    rooms = {child.rsplit(".", 1)[1]: child for child in graph.find_children(PACKAGE)}
    found: dict[str, set[str]] = {name: set() for name in rooms}
    for name, module in rooms.items():
        for part in {module, *graph.find_descendants(module)}:
            for imported in graph.find_modules_directly_imported_by(part):
                head, _, rest = imported.partition(".")
                if head == PACKAGE and rest:
                    found[name].add(rest.split(".")[0])
        found[name].discard(name)
    return found


def floors(arrows: dict[str, set[str]]) -> list[list[str]]:
    """Return the rooms from the lowest floor up; each imports rooms of lower floors only.

    Raise ValueError where rooms import one another in a circle.
    """
    remaining, found = dict(arrows), []
    while remaining:
        floor = sorted(name for name, below in remaining.items() if not below & remaining.keys())
        if not floor:
            raise ValueError(f"circle among {', '.join(sorted(remaining))}")
        found.append(floor)
        remaining = {name: below for name, below in remaining.items() if name not in floor}
    return found


if __name__ == "__main__":
    arrows = imports(grimp.build_graph(PACKAGE))
    house = floors(arrows)
    print(f"{len(arrows)} rooms on {len(house)} floors, {sum(map(len, arrows.values()))} arrows, all of them down")
    for number, floor in reversed(list(enumerate(house, 1))):
        print(f"{number:2}  {', '.join(floor)}")
