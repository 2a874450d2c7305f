"""Templates that run faster: Jinja as it is, with changes to the Python code that it makes of a template.

- A template, and each block, gathers its pieces in a list and hands them on as one, instead of passing each through every
  layout above it.
- Text goes to markupsafe's own escaping of text; whatever is not plain text goes through `markupsafe.escape` as ever.
- A name that a loop uses is looked up once, and an attribute without a call of a Python function where there is one.
- Plain functions that pages call are called, instead of being asked first which context they would like.
- What stands in `{% call keep(row, is_new) %}…{% endcall %}` is written once for each row and `is_new`, and kept. It may use
  macros, what it sets itself and what `keep` was given; a template that uses more is refused when it is compiled. What is
  given must be a key: plain values, or objects that nobody changes; and never once markup and once text.

Nothing else about a template changes: tests/core/test_templates.py renders the same with Jinja (docs/speed.md has the figures).
"""

from collections.abc import Callable, Hashable, Iterable, MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import Template, TemplateAssertionError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]  # a fifth of what a regular expression costs

from csaleads.core.kept import Kept

KEPT_PIECES = 4096  # of all pages together, in each of two generations
PLAIN_FUNCTIONS = frozenset({"url_for", "csrf_token"})  # that no context is passed to, and no page redefines


def html_of(value: Any) -> str:
    """`value` as HTML: what `markupsafe.escape` answers, as plain text."""
    kind = type(value)
    if kind is str:
        escaped: str = escape_text(value)
        return escaped
    if kind is Markup:
        return str(value)
    return escape(value)


class Names(dict[str, Any]):
    """What the names of a template stand for, each looked up in its context when it is first used."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.resolve = context.resolve_or_missing

    def __missing__(self, name: str) -> Any:
        self[name] = value = self.resolve(name)
        return value


def keep(*made_of: Hashable, caller: Callable[[], str]) -> str:
    """The piece of a page between `{% call keep(…) %}` and `{% endcall %}`, where Jinja itself runs the template."""
    return caller()


def look_up_once(context: Context) -> Callable[[str], Any]:
    """What stands in for `context.resolve_or_missing` within one block."""
    return Names(context).__getitem__


class QuickCodeGenerator(CodeGenerator):
    """Writes the Python code of a template."""

    def write_commons(self) -> None:
        """What each block begins with."""
        super().write_commons()
        self.writeline("resolve = environment.look_up_once(context)")
        self.writeline("escape_text, html_of = environment.escape_text, environment.html_of")
        self.writeline("pieces = environment.pieces")

    def visit_Template(  # noqa: N802 - Jinja's name
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """The whole template."""
        self.stands_alone = node.find(nodes.Extends) is None
        self.macros = {
            name if isinstance(name, str) else name[1]
            for imported in node.find_all(nodes.FromImport)
            for name in imported.names
        }
        super().visit_Template(node, frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """The body of a template, a block, a loop or a condition. Templates and blocks that are not yet gathered are, here."""
        is_whole = frame.block is not None or (frame.rootlevel and self.stands_alone)
        if frame.buffer is not None or not is_whole:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """`thing.name`: the attribute, or whatever else Jinja finds by that name."""
        self.write("(found if (found := getattr((owner := ")
        self.visit(node.node, frame)
        self.write(
            f"), {node.attr!r}, missing)) is not missing else environment.getattr(owner, {node.attr!r}))"
        )

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """A call of a function or macro."""
        name = node.node.name if isinstance(node.node, nodes.Name) else None
        if name not in PLAIN_FUNCTIONS or node.dyn_args or node.dyn_kwargs or forward_caller:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:  # noqa: N802
        """`{% call … %}`: of a macro, or of `keep`, which calls nothing where it has kept what would be written."""
        called = node.call.node
        if not isinstance(called, nodes.Name) or called.name != "keep":
            super().visit_CallBlock(node, frame)
            return
        self._refuse_what_is_not_told(node)
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        key, kept = self.temporary_identifier(), self.temporary_identifier()
        self.writeline(f"{key} = ({f'{self.name}:{node.lineno}'!r}, ")
        for given in node.call.args:
            self.visit(given, frame)
            self.write(", ")
        self.write(")")
        self.writeline(f"if ({kept} := pieces.get({key})) is None:")
        self.indent()
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.writeline(f"{kept} = pieces.keep({key}, concat({inner.buffer}))")
        self.leave_frame(inner)
        self.outdent()
        self.start_write(frame, node)
        self.write(kept)
        self.end_write(frame)

    def _refuse_what_is_not_told(self, node: nodes.CallBlock) -> None:
        """Somebody else would be shown what was written for another if the body knew more than `keep` does."""
        told = {given.name for given in node.call.args if isinstance(given, nodes.Name)}
        if len(told) != len(node.call.args) or node.call.kwargs or node.call.dyn_args or node.call.dyn_kwargs:
            raise TemplateAssertionError(
                "keep takes plain names, each once", node.lineno, self.name, self.filename
            )
        names = list(nodes.Template(node.body).find_all(nodes.Name))
        own = {name.name for name in names if name.ctx != "load"} | {"loop"}
        used = {name.name for name in names} - own
        if untold := used - told - self.macros:
            raise TemplateAssertionError(
                f"keep must be told of {', '.join(sorted(untold))}, which stands in it",
                node.lineno,
                self.name,
                self.filename,
            )

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._is_escaped(frame, finalize):
            self.write("(escape_text(shown) if type(shown := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._is_escaped(frame, finalize):
            self.write(") is str else html_of(shown))")
        else:
            super()._output_child_post(node, frame, finalize)

    @staticmethod
    def _is_escaped(frame: Frame, finalize: Any) -> bool:
        return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None)


class QuickTemplate(Template):
    """A template that knows the names that all templates share, instead of collecting them at each import from it."""

    shared_names: frozenset[str] | None = None

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self.shared_names is None:
            self.shared_names = frozenset(self.globals)
        has_own_names = ctx is not None and not ctx.globals_keys <= self.shared_names
        return super()._get_default_module(ctx if has_own_names else None)


class QuickEnvironment(Environment):
    """Flask's environment with the quicker code."""

    code_generator_class = QuickCodeGenerator
    template_class = QuickTemplate
    pieces: Kept[str]
    html_of = staticmethod(html_of)
    escape_text = staticmethod(escape_text)
    look_up_once = staticmethod(look_up_once)

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._met: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """Jinja's template. Where files are not looked at for changes, one that was met is not looked for again."""
        if self.auto_reload or globals is not None or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        found = self._met.get(name)
        if found is None:
            found = self._met[name] = super().get_template(name, parent)
        return found


def install(app: Flask) -> None:
    """Let `app` use it. Must come before anything touches `app.jinja_env`."""
    app.jinja_environment = QuickEnvironment
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["keep"] = keep
    app.jinja_env.pieces = Kept(KEPT_PIECES)  # type: ignore[attr-defined]
