"""Export the default model, or a sentence-transformers folder, in eight bits: about a third of the processor time where the processor has VNNI.

    python scripts/export_eight_bits.py OUT [--folder FOLDER] [--bits 7]

OUT/model-8bit.onnx is made with the tokenizer beside it: `model = "OUT/model-8bit.onnx"` in mapper.toml. Matrices are rounded channel by channel,
activations as they come. --bits 7 is for processors without VNNI, whose sums would overflow. Needs torch, transformers, onnx and
onnxruntime; docs/models.md says what it costs in quality.
"""

import argparse
import shutil
from inspect import signature
from pathlib import Path
from tempfile import TemporaryDirectory

from mapper import embedders
from mapper.embedders import sentence

NAMES = ("input_ids", "attention_mask", "token_type_ids")
KEPT = ("tokenizer.json", "sentence_bert_config.json")


def main() -> None:
    """Export, round, and open what was made."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--folder", type=Path, help="the model; the default one where none is given")
    parser.add_argument("--bits", type=int, choices=(7, 8), default=8, help="7 for processors without VNNI")
    chosen = parser.parse_args()
    folder, made = chosen.folder or sentence.folder(), chosen.out / "model-8bit.onnx"
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name in KEPT:
        shutil.copyfile(folder / name, chosen.out / name)
    with TemporaryDirectory() as kept:
        export(folder, Path(kept) / "whole.onnx")
        rounded(Path(kept) / "whole.onnx", made, chosen.bits)
    print(f"{embedders.load(str(made)).name} in {made}")


def export(folder: Path, whole: Path) -> None:
    """Write the model with all its bits; its one output is the last hidden state."""
    import torch
    from transformers import AutoModel

    class Hidden(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = AutoModel.from_pretrained(str(folder), attn_implementation="eager", local_files_only=True)
            self.asked = [name for name in NAMES if name in signature(self.model.forward).parameters]

        def forward(self, *given: torch.Tensor) -> torch.Tensor:
            return self.model(**dict(zip(self.asked, given, strict=True))).last_hidden_state

    model = Hidden().eval()
    some = torch.ones(2, 16, dtype=torch.long)
    given = tuple(some if name != "token_type_ids" else torch.zeros_like(some) for name in model.asked)
    axes = {name: {0: "texts", 1: "tokens"} for name in (*model.asked, "hidden")}
    told = {"input_names": model.asked, "output_names": ["hidden"], "dynamic_axes": axes}
    torch.onnx.export(model, given, str(whole), opset_version=17, dynamo=False, **told)


def rounded(whole: Path, out: Path, bits: int) -> None:
    """Round the matrices that rows are multiplied with."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(whole, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=bits < 8, op_types_to_quantize=["MatMul"])


if __name__ == "__main__":
    main()
