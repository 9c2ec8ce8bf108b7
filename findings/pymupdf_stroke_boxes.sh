#!/usr/bin/env bash
# pymupdf 2.0: one stroke has three boxes. get_drawings() gives the path, which for a level line has no height however
# thick it is drawn; get_bboxlog() adds half the width on each side, as it is printed; a vector block of a text page
# (TEXT_COLLECT_VECTORS) adds the whole width on each side, so a line of 12 points is 24 high there, and a frame reaches
# 8 points beyond its path when its pen is 8 wide. Around a curve the last two add 10 and some 20 times the width (the limit
# of a mitre, where there is no corner) and the block is cut at the edge of the page: a curve of 60 points fills most of
# it. Whoever asks which words a stroke covers has to ask two of the three.
# Seen: line 60x0 84x24 72x12; frame 60x40 76x56 68x48; curve 60x8 470x418 260x208 (drawing, block, log).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m pip install --quiet --disable-pip-version-check --target library "pymupdf==2.0" 2>/dev/null
cat > boxes.py <<'P'
import pymupdf

FLAGS = pymupdf.TEXTFLAGS_DICT | pymupdf.TEXT_COLLECT_VECTORS


def size(box):
    return f"{round(box[2] - box[0])}x{round(box[3] - box[1])}"


def boxes(draw):
    page = pymupdf.open().new_page(width=1000, height=1000)
    draw(page)
    block = next(each for each in page.get_textpage(flags=FLAGS).extractDICT()["blocks"] if each["type"] == 3)
    log = next(box for kind, box in page.get_bboxlog() if kind == "stroke-path")
    return " ".join(map(size, (page.get_drawings()[0]["rect"], block["bbox"], log)))


print("line", boxes(lambda page: page.draw_line((400, 500), (460, 500), width=12)))
print("frame", boxes(lambda page: page.draw_rect((400, 500, 460, 540), width=8)))
print("curve", boxes(lambda page: page.draw_bezier((400, 500), (420, 496), (440, 504), (460, 500), width=10)))
P
PYTHONPATH=library python3 boxes.py | tee seen.txt
diff seen.txt - <<'E'
line 60x0 84x24 72x12
frame 60x40 76x56 68x48
curve 60x8 470x418 260x208
E
