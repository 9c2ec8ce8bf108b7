#!/usr/bin/env bash
# onnxruntime 1.32.0, the wheel for Linux from PyPI: importing it and opening a model leaves a device number and a database
# of events in the cache folder of whoever runs it (~/.cache/Microsoft/DeveloperTools/.onnxruntime), without a word. Whoever
# promises that a program works offline and keeps nothing about its users has to set ORT_DISABLE_TELEMETRY=1 before the
# import; then nothing is written.
# Seen: deviceid and onnxruntime.db; with the variable set no file at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check "onnxruntime==1.32.0" "onnx>=1.19" 2>/dev/null
cat > run.py <<'P'
import onnx
import onnxruntime
from onnx import TensorProto, helper

given = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1])
made = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])
graph = helper.make_graph([helper.make_node("Identity", ["x"], ["y"])], "same", [given], [made])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
onnx.checker.check_model(model)
onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
P
mkdir home silent
env -u XDG_CACHE_HOME -u ORT_DISABLE_TELEMETRY HOME="$folder/home" env/bin/python run.py
env -u XDG_CACHE_HOME ORT_DISABLE_TELEMETRY=1 HOME="$folder/silent" env/bin/python run.py
echo "as it comes: $(cd home && find . -type f | sort | tr '\n' ' ')"
echo "ORT_DISABLE_TELEMETRY=1: $(cd silent && find . -type f | sort | tr '\n' ' ')"
test "$(cd home && find . -type f -name deviceid | wc -l)" = 1
test "$(cd home && find . -type f -name onnxruntime.db | wc -l)" = 1
test "$(cd silent && find . -type f | wc -l)" = 0
