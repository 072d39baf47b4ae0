"""The supersampled drawing surface, and the shared means, of the demonstration press's pictures."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageOps

W, H = 1200, 800  # the design space; every coordinate below is in it
Point = tuple[float, float]


def rgb(color: str) -> tuple[int, int, int]:
    """A colour such as "#1f3a5f" as red, green, blue."""
    red, green, blue = ImageColor.getrgb(color)[:3]
    return red, green, blue


class Canvas:
    """A supersampled drawing surface addressed in design-space coordinates."""

    def __init__(self, name: str, scale: float) -> None:
        self.k = scale
        self.size = (round(W * scale), round(H * scale))
        self.rng = random.Random(name)
        self.image = Image.new("RGB", self.size)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def poly(self, points: Sequence[Point], color: str) -> None:
        """A filled polygon."""
        self.pen.polygon([(x * self.k, y * self.k) for x, y in points], fill=color)

    def rect(self, x: float, y: float, w: float, h: float, color: str) -> None:
        """A filled rectangle, by its upper left corner."""
        self.poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], color)

    def oval(self, x: float, y: float, rx: float, ry: float, color: str) -> None:
        """A filled ellipse, by its middle."""
        k = self.k
        self.pen.ellipse(((x - rx) * k, (y - ry) * k, (x + rx) * k, (y + ry) * k), fill=color)

    def arc(
        self, x: float, y: float, rx: float, ry: float, span: tuple[float, float], color: str, width: float
    ) -> None:
        """A part of an ellipse's outline; span in degrees."""
        k = self.k
        box = ((x - rx) * k, (y - ry) * k, (x + rx) * k, (y + ry) * k)
        self.pen.arc(box, span[0], span[1], fill=color, width=max(1, round(width * k)))

    def round(self, x: float, y: float, w: float, h: float, r: float, color: str) -> None:
        """A rectangle with round corners of radius r."""
        k = self.k
        self.pen.rounded_rectangle((x * k, y * k, (x + w) * k, (y + h) * k), r * k, fill=color)

    def line(self, points: Sequence[Point], color: str, width: float = 2) -> None:
        """A line through points."""
        scaled = [(x * self.k, y * self.k) for x, y in points]
        self.pen.line(scaled, fill=color, width=max(1, round(width * self.k)), joint="curve")

    def gradient(self, *stops: str, top: float = 0, bottom: float = H) -> None:
        """Fill a band of the picture with a vertical gradient through evenly spaced colours."""
        colors = [rgb(stop) for stop in stops]
        column = Image.new("RGB", (1, 256))
        for y in range(256):
            at = y / 255 * (len(colors) - 1)
            low = min(int(at), len(colors) - 2)
            mix = [round(a + (b - a) * (at - low)) for a, b in zip(colors[low], colors[low + 1], strict=True)]
            column.putpixel((0, y), (mix[0], mix[1], mix[2]))
        height = max(1, round((bottom - top) * self.k))
        self.image.paste(column.resize((self.size[0], height), Image.Resampling.BILINEAR), (0, round(top * self.k)))

    def glow(self, x: float, y: float, r: float, color: str, strength: float = 1.0) -> None:
        """Lay a soft round light over the picture."""
        side = max(2, round(2 * r * self.k))
        mask = ImageOps.invert(Image.radial_gradient("L")).point(
            [round(255 * min(1.0, max(0.0, (v - 76) / 179) ** 1.5 * strength)) for v in range(256)]
        )
        mask = mask.resize((side, side), Image.Resampling.BILINEAR)
        self.image.paste(rgb(color), (round((x - r) * self.k), round((y - r) * self.k)), mask)

    def mist(self, top: float, bottom: float, color: str, a: float, b: float) -> None:
        """Veil a band with a colour whose opacity runs from ``a`` at the top to ``b`` at the bottom."""
        column = Image.new("L", (1, 256))
        for y in range(256):
            column.putpixel((0, y), round(255 * (a + (b - a) * y / 255)))
        mask = column.resize((self.size[0], max(1, round((bottom - top) * self.k))), Image.Resampling.BILINEAR)
        self.image.paste(rgb(color), (0, round(top * self.k)), mask)

    def soft(self, puffs: Sequence[tuple[float, float, float]], color: str, alpha: float, blur: float) -> None:
        """Blend blurred discs, drawn small and enlarged: smoke, cloud and spray."""
        mask = Image.new("L", (W // 4, H // 4))
        pen = ImageDraw.Draw(mask)
        for x, y, r in puffs:
            pen.ellipse(((x - r) / 4, (y - r) / 4, (x + r) / 4, (y + r) / 4), fill=round(255 * alpha))
        mask = mask.filter(ImageFilter.GaussianBlur(blur / 4)).resize(self.size, Image.Resampling.BILINEAR)
        self.image.paste(rgb(color), (0, 0), mask)

    def curve(self, base: float, amp: float, rough: float = 1.0) -> list[Point]:
        """A natural skyline: a few sines of random phase over the whole width."""
        waves = [
            (self.rng.uniform(0.7, 1.4) * f, self.rng.uniform(0, 6.3), amp / f ** (1.2 / rough))
            for f in (1.0, 2.1, 4.3, 9.1, 17.0)
        ]
        return [(x, base - sum(a * math.sin(x / 190 * f + p) for f, p, a in waves)) for x in range(-8, W + 9, 4)]

    def ridge(self, base: float, amp: float, color: str, rough: float = 1.0) -> None:
        """A range of hills from the base line down to the lower edge."""
        self.poly([*self.curve(base, amp, rough), (W + 8, H), (-8, H)], color)

    def peaks(self, base: float, height: float, count: int, color: str, shade: str) -> None:
        """Angular mountains with a lit and a shaded side."""
        for i in range(count):
            x = (i + self.rng.uniform(0.2, 0.8)) * W / count
            top = base - height * self.rng.uniform(0.6, 1.0)
            half = W / count * self.rng.uniform(0.95, 1.3)
            self.poly([(x - half, base), (x, top), (x + half, base)], color)
            jag = [
                (x, top),
                (x + half * 0.1, top + (base - top) * 0.3),
                (x - half * 0.06, top + (base - top) * 0.55),
                (x + half * 0.12, base),
                (x + half, base),
            ]
            self.poly(jag, shade)
        self.rect(0, base - 1, W, H - base, shade)

    def ripples(self, top: float, bottom: float, color: str, count: int, reach: tuple[float, float] = (0, W)) -> None:
        """Short horizontal strokes that widen towards the viewer."""
        for _ in range(count):
            depth = self.rng.random() ** 1.4
            y = top + (bottom - top) * depth
            length = self.rng.uniform(14, 60) * (0.4 + 1.4 * depth)
            x = self.rng.uniform(*reach)
            self.oval(x, y, length, 0.8 + 2.2 * depth, color)

    def windows(
        self,
        box: tuple[float, float, float, float],
        grid: tuple[int, int],
        color: str,
        chance: float = 1.0,
        fill: float = 0.5,
    ) -> None:
        """A grid of window panes; each one is lit with the given chance."""
        x, y, w, h = box
        cols, rows = grid
        for row in range(rows):
            for col in range(cols):
                if self.rng.random() < chance:
                    cw, ch = w / cols, h / rows
                    self.rect(
                        x + (col + (1 - fill) / 2) * cw,
                        y + (row + (1 - fill) / 2) * ch,
                        cw * fill,
                        ch * fill,
                        color,
                    )

    def town(self, base: float, low: float, high: float, color: str, lit: str, width: float = 70) -> None:
        """A row of gabled houses along a quay or street."""
        x = -20.0
        while x < W:
            w = self.rng.uniform(0.7, 1.3) * width
            h = self.rng.uniform(low, high)
            self.poly(
                [(x, base), (x, base - h), (x + w / 2, base - h - w * 0.4), (x + w, base - h), (x + w, base)],
                color,
            )
            self.windows((x, base - h, w, h), (3, max(1, int(h / 30))), lit, 0.4, 0.35)
            x += w

    def figure(self, x: float, base: float, height: float, color: str) -> None:
        """A standing person seen as a silhouette."""
        head = height * 0.075
        self.oval(x, base - height + head, head * 0.85, head, color)
        w = height * 0.13
        self.round(x - w, base - height * 0.82, 2 * w, height * 0.45, w * 0.7, color)
        self.poly(
            [
                (x - w * 0.9, base - height * 0.45),
                (x + w * 0.9, base - height * 0.45),
                (x + w * 0.7, base),
                (x - w * 0.7, base),
            ],
            color,
        )

    def jpeg(self, width: int, height: int) -> bytes:
        """The picture with a little grain, as JPEG."""
        image = ImageOps.fit(self.image, (width, height), Image.Resampling.BOX)
        noise = Image.frombytes("L", (width, height), self.rng.randbytes(width * height))
        noise = noise.point([128 + round((v - 128) * 0.055) for v in range(256)])
        image = ImageChops.add(image, Image.merge("RGB", (noise, noise, noise)), 1.0, -128)
        out = io.BytesIO()
        image.save(out, "JPEG", quality=82, optimize=True)
        return out.getvalue()


Painter = Callable[[Canvas], None]
PAINTERS: dict[str, Painter] = {}


def picture(name: str) -> Callable[[Painter], Painter]:
    """Register a painter under the name by which articles ask for its picture."""

    def register(painter: Painter) -> Painter:
        PAINTERS[name] = painter
        return painter

    return register
