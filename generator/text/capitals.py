"""Capital letters of Vietnamese in a pattern.

A range such as [À-Ỹ] has the small letters between them, too: "đặc khu được chọn" had a name.
"""

from __future__ import annotations

CAPITALS = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LARGE = f"[{CAPITALS}]"
"""One of them."""
