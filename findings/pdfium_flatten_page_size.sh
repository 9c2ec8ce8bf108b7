#!/usr/bin/env bash
# pypdfium2 5.15.2: FPDFPage_Flatten gives a page that has its size from the node above it (as fpdf2 writes all pages) a
# MediaBox of 612x792 of its own. The characters stay where they are, so whoever counts from the top of the page finds
# those of an A4 fifty points higher. Ask for the size before flattening.
# Seen: before 595x842, flattened 1, after 612x792.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m pip install --quiet --disable-pip-version-check --target library "pypdfium2==5.15.2" 2>/dev/null
cat > flatten.py <<'P'
import pypdfium2
import pypdfium2.raw as raw

NOTE = "<</Type/Annot/Subtype/Square/Rect[50 50 90 90]/C[1 0 0]/F 4/AP<</N 5 0 R>>>>"
LOOK = "<</Type/XObject/Subtype/Form/BBox[0 0 40 40]/Length 16>>stream\n0 0 40 40 re f  \nendstream"
parts = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>",
         "<</Type/Page/Parent 2 0 R/Resources<<>>/Annots[4 0 R]>>", NOTE, LOOK]
data, places = b"%PDF-1.4\n", []
for number, part in enumerate(parts, 1):
    places.append(len(data))
    data += f"{number} 0 obj {part} endobj\n".encode()
table = "".join(f"{place:010} 00000 n \n" for place in places)
data += f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF".encode()
document = pypdfium2.PdfDocument(data)


def size():
    page = document[0]
    found = "x".join(f"{side:.0f}" for side in page.get_size())
    page.close()
    return found


print("before", size())
page = document[0]
print("flattened", raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY))
page.close()
print("after", size())
P
PYTHONPATH=library python3 flatten.py | tee seen.txt
diff seen.txt - <<'D'
before 595x842
flattened 1
after 612x792
D
