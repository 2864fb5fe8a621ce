"""A process tree as a BPMN 2.0 diagram, drawn from left to right.

A process tree is made of blocks, so its drawing is too: steps of a sequence stand side by side, branches
below each other, and what leads back in a loop stands below the body and runs from right to left. Every block
has its entry and exit at the same height, so no layout engine is needed.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from procesanalyse.discovery.process_tree import ProcessTree

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
EDGES = "http://www.omg.org/spec/DD/20100524/DI"

TASK = (140, 70)
GATEWAY = (50, 50)
EVENT = (36, 36)
GAP = 50
BRANCH_GAP = 30
HALF = TASK[1] // 2
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """A node of the diagram; `x` and `y` are its upper left corner."""

    id: str
    kind: str
    name: str
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> Point:
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Flow:
    id: str
    source: str
    target: str
    points: tuple[Point, ...]


@dataclass(slots=True)
class Diagram:
    """What has been drawn so far; `forward` is +1 where the flow runs to the right."""

    shapes: list[Shape] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)

    def shape(self, kind: str, name: str, centre: Point, size: tuple[int, int]) -> Shape:
        x, y = centre[0] - size[0] // 2, centre[1] - size[1] // 2
        shape = Shape(f"node_{len(self.shapes) + 1}", kind, _NOT_XML.sub("", name), x, y, *size)
        self.shapes.append(shape)
        return shape

    def connect(self, source: Shape, target: Shape, corners: tuple[Point, ...] = ()) -> None:
        """A flow from side to side; with corners it leaves towards the first and arrives from the last."""
        inner = corners or ()
        begin = _border(source, inner[0] if inner else target.middle)
        end = _border(target, inner[-1] if inner else source.middle)
        self.flows.append(Flow(f"flow_{len(self.flows) + 1}", source.id, target.id, (begin, *inner, end)))


def bpmn_xml(tree: ProcessTree, *, title: str = "") -> str:
    """BPMN 2.0 with its diagram, the same text for the same tree; an empty process for a silent tree."""
    return _xml(draw(tree), title)


def draw(tree: ProcessTree) -> Diagram:
    """Shapes and flows from a start event to an end event."""
    diagram = Diagram()
    tree = _without_needless_silence(tree)
    begin = diagram.shape("startEvent", "", (EVENT[0] // 2 + GAP, HALF + GAP), EVENT)
    left = begin.x + EVENT[0] + GAP
    ports = _block(diagram, tree, left, HALF + GAP, 1)
    right = left + (_size(tree)[0] + GAP if ports else 0)
    end = diagram.shape("endEvent", "", (right + EVENT[0] // 2, HALF + GAP), EVENT)
    diagram.connect(begin, ports[0] if ports else end)
    if ports:
        diagram.connect(ports[1], end)
    return diagram


def _without_needless_silence(tree: ProcessTree) -> ProcessTree:
    """Sequences and parallel blocks without silent children; in choices the silent branch comes last."""
    children = tuple(_without_needless_silence(child) for child in tree.children)
    if tree.operator in {"sequence", "parallel"}:
        children = tuple(child for child in children if child.operator != "silent")
        if len(children) < 2:
            return children[0] if children else ProcessTree("silent")
    if tree.operator == "choice":
        children = tuple(sorted(children, key=lambda child: child.operator == "silent"))
        if all(child.operator == "silent" for child in children):
            return ProcessTree("silent")
    return ProcessTree(tree.operator, tree.label, children)


def _size(tree: ProcessTree) -> tuple[int, int]:
    """Width and height; the axis of every block lies HALF below its top."""
    if not tree.children:
        return (0 if tree.operator == "silent" else TASK[0]), TASK[1]
    sizes = [_size(child) for child in tree.children]
    if tree.operator == "sequence":
        width = sum(width for width, _ in sizes) + GAP * (len(sizes) - 1)
        return width, max(height for _, height in sizes)
    inner = max(width for width, _ in sizes)
    height = sum(height for _, height in sizes) + BRANCH_GAP * (len(sizes) - 1)
    return inner + 2 * (GATEWAY[0] + GAP), height


def _block(diagram: Diagram, tree: ProcessTree, x: int, axis: int, way: int) -> tuple[Shape, Shape] | None:
    """Draws `tree` from `x` onwards in direction `way`; its first and last shape, None for silence."""
    if tree.operator == "silent":
        return None
    if tree.operator == "activity":
        task = diagram.shape("task", tree.label, (x + way * TASK[0] // 2, axis), TASK)
        return task, task
    if tree.operator == "sequence":
        return _sequence(diagram, tree, x, axis, way)
    return _gateways(diagram, tree, x, axis, way)


def _sequence(diagram: Diagram, tree: ProcessTree, x: int, axis: int, way: int) -> tuple[Shape, Shape]:
    drawn: list[tuple[Shape, Shape]] = []
    for child in tree.children:
        ports = _block(diagram, child, x, axis, way)
        x += way * (_size(child)[0] + GAP)
        if ports:
            if drawn:
                diagram.connect(drawn[-1][1], ports[0])
            drawn.append(ports)
    return drawn[0][0], drawn[-1][1]


def _gateways(diagram: Diagram, tree: ProcessTree, x: int, axis: int, way: int) -> tuple[Shape, Shape]:
    """A choice, parallel work or loop between two gateways."""
    width = _size(tree)[0]
    kind = "parallelGateway" if tree.operator == "parallel" else "exclusiveGateway"
    first = diagram.shape(kind, "", (x + way * GATEWAY[0] // 2, axis), GATEWAY)
    last = diagram.shape(kind, "", (x + way * (width - GATEWAY[0] // 2), axis), GATEWAY)
    near, far = x + way * (GATEWAY[0] + GAP), x + way * (width - GATEWAY[0] - GAP)
    for number, child in enumerate(tree.children):
        back = tree.operator == "loop" and number > 0
        begin, end = (last, first) if back else (first, last)
        ports = _block(diagram, child, far if back else near, axis, -way if back else way)
        _join(diagram, begin, ports, end, axis)
        axis += _size(child)[1] + BRANCH_GAP
    return first, last


def _join(diagram: Diagram, begin: Shape, ports: tuple[Shape, Shape] | None, end: Shape, axis: int) -> None:
    """Connects a branch at height `axis` with the gateways around it."""
    level = axis == begin.middle[1]
    down, up = (begin.middle[0], axis), (end.middle[0], axis)
    if ports is None:
        diagram.connect(begin, end, () if level else (down, up))
        return
    diagram.connect(begin, ports[0], () if level else (down,))
    diagram.connect(ports[1], end, () if level else (up,))


def _border(shape: Shape, towards: Point) -> Point:
    """Where a horizontal or vertical line from the middle of `shape` leaves it."""
    (x, y), (to_x, to_y) = shape.middle, towards
    if x == to_x:
        return x, shape.y + shape.height if to_y > y else shape.y
    return (shape.x + shape.width if to_x > x else shape.x), y


def _xml(diagram: Diagram, title: str) -> str:
    for prefix, address in (("bpmn", MODEL), ("bpmndi", DIAGRAM), ("dc", BOUNDS), ("di", EDGES)):
        ET.register_namespace(prefix, address)
    root = ET.Element(
        f"{{{MODEL}}}definitions", {"id": "definitions", "targetNamespace": "urn:procesanalyse"}
    )
    name = {"name": _NOT_XML.sub("", title)} if title else {}
    process = ET.SubElement(root, f"{{{MODEL}}}process", {"id": "process", "isExecutable": "false", **name})
    for shape in diagram.shapes:
        element = ET.SubElement(process, f"{{{MODEL}}}{shape.kind}", {"id": shape.id, "name": shape.name})
        for flow in diagram.flows:
            if flow.target == shape.id:
                ET.SubElement(element, f"{{{MODEL}}}incoming").text = flow.id
        for flow in diagram.flows:
            if flow.source == shape.id:
                ET.SubElement(element, f"{{{MODEL}}}outgoing").text = flow.id
    for flow in diagram.flows:
        ends = {"id": flow.id, "sourceRef": flow.source, "targetRef": flow.target}
        ET.SubElement(process, f"{{{MODEL}}}sequenceFlow", ends)
    _plane(root, diagram)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _plane(root: ET.Element, diagram: Diagram) -> None:
    drawing = ET.SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram", {"id": "diagram"})
    plane = ET.SubElement(drawing, f"{{{DIAGRAM}}}BPMNPlane", {"id": "plane", "bpmnElement": "process"})
    for shape in diagram.shapes:
        drawn = ET.SubElement(
            plane, f"{{{DIAGRAM}}}BPMNShape", {"id": f"{shape.id}_di", "bpmnElement": shape.id}
        )
        sides = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height}
        ET.SubElement(drawn, f"{{{BOUNDS}}}Bounds", {name: str(value) for name, value in sides.items()})
    for flow in diagram.flows:
        line = ET.SubElement(plane, f"{{{DIAGRAM}}}BPMNEdge", {"id": f"{flow.id}_di", "bpmnElement": flow.id})
        for x, y in flow.points:
            ET.SubElement(line, f"{{{EDGES}}}waypoint", {"x": str(x), "y": str(y)})
