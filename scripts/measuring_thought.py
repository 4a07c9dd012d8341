"""Words that a masked language model thinks of at a text (SPLADE, Formal et al. 2021), as one more lexical measure: for scripts/measure_models.py."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from train_ranker import stood

BATCH, LONGEST = 32, 256


def is_thinker(folder: Path) -> bool:
    """Say whether a folder holds a masked language model, and not one that embeds a text."""
    path = folder / "config.json"
    if not path.is_file() or (folder / "modules.json").is_file():
        return False
    return any(str(one).endswith("ForMaskedLM") for one in json.loads(path.read_text(encoding="utf-8")).get("architectures") or ())


class Thinker:
    """Spread each clause over the vocabulary, log(1 + relu), the most of its tokens; a document is the most of its clauses."""

    def __init__(self, folder: Path) -> None:
        from transformers import AutoModelForMaskedLM, AutoTokenizer

        self._cut: Any = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
        self._model: Any = AutoModelForMaskedLM.from_pretrained(str(folder), local_files_only=True).eval()
        self._known: dict[str, Any] = {}

    def standing(self, one: Any) -> NDArray[np.float32]:
        """Give how the cosine of two documents stands among its row and column: float32[n, m]."""
        rows, columns = (self._documents(side) for side in (one.left, one.right))
        return stood(one, np.asarray((rows @ columns.T).toarray(), np.float32))

    def _documents(self, corpus: Any) -> Any:
        from scipy.sparse import csr_array
        from sklearn.preprocessing import normalize

        clauses = [passage.text for passage in corpus.passages]
        self._think(sorted({text for text in clauses if text not in self._known}, key=lambda text: (len(text), text)))
        rows = [np.maximum.reduce([self._known[text].toarray()[0] for text in clauses[corpus.rows(i)]]) for i in range(len(corpus.documents))]
        return normalize(csr_array(np.stack(rows)))

    def _think(self, texts: list[str]) -> None:
        import torch
        from scipy.sparse import csr_array

        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            given = self._cut(batch, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
            with torch.inference_mode():
                said = torch.log1p(torch.relu(self._model(**given).logits)) * given["attention_mask"][:, :, None]
            most = said.max(1).values.numpy()
            self._known.update((text, csr_array(row[None, :])) for text, row in zip(batch, most, strict=True))
