"""Drawings as markup: elements with escaped attributes, numbers with a fixed form."""

from __future__ import annotations

from markupsafe import Markup, escape

from crossbearing.dossier.visible import plain


def element(name: str, *children: Markup | str, **attributes: str | float | None) -> Markup:
    """Return one SVG element. `class_` and `text_anchor` become `class` and `text-anchor`.

    Attributes of None are left out; numbers are written with at most one decimal.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(child if isinstance(child, Markup) else escape(plain(child)) for child in children)
    return Markup(f"<{name}{written}>{inside}</{name}>")  # noqa: S704 - values and children are escaped above


def number(value: float) -> str:
    """Write a coordinate with at most one decimal, never as "-0"."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def shortened(text: str, max_chars: int) -> str:
    """Cut a label to what fits; the whole of it belongs in a title beside it."""
    return text if len(text) <= max_chars else text[: max_chars - 1].rstrip() + "…"


def linked(target: str, *children: Markup) -> Markup:
    """Return a link to a place of this page, around drawn children."""
    return element("a", *children, href=f"#{target}")


def titled(title: str, *children: Markup, class_: str | None = None) -> Markup:
    """Return a group whose name a pointer or a screen reader can ask for."""
    return element("g", element("title", title), *children, class_=class_)


def drawing(width: float, height: float, label: str, *children: Markup, name: str) -> Markup:
    """Return a whole drawing of `width` × `height` units with its name for screen readers.

    The drawing holds links, so it is a group of things and not one image.
    """
    return element(
        "svg",
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        class_=f"drawing {name}",
        role="group",
        aria_label=label,
    )


def _value(value: str | float) -> str:
    return plain(value) if isinstance(value, str) else number(value)
